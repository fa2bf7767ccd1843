import { z } from "zod";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be rid of
const control = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/**
 * Text without what no person types: control characters but tabs and line breaks, and halves of a character. A vertical tab
 * and a form feed stand between words, as in what is copied from a document: each is a space.
 */
export const withoutControls = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\v\f]/g, " ")
    .replace(control, "");

/** A field of text as it was typed, without spaces around it. Postgres refuses a null byte, and JSON in it half a character. */
export const typedText = () => z.string().overwrite(withoutControls).trim();
