import { foldWord, isJapanese, plainText, spellUmlauts } from "./fold-word";

/** More of what is typed than this completes nothing, and folding it would cost. */
const typedMax = 200;

/**
 * Text as completion compares it: words folded (`foldWord`: width, accents, ß, kana's two scripts), a space between two
 * of them but none beside Japanese, nothing else. Control characters, marks, emoji and half surrogates are no part of it.
 */
export function foldPrefix(text: string): string {
  const words = plainText(text.slice(0, typedMax).toWellFormed())
    .replace(/['’`´\u00ad]/g, "")
    .split(/[^\p{L}\p{N}\p{M}ー]+/u)
    .map(foldWord)
    .filter(Boolean);
  return joinWords(words);
}

/** As above, and with umlauts written out where there are any: `kuche` and `kueche`. */
export function foldKeys(text: string): string[] {
  return [...new Set([foldPrefix(text), foldPrefix(spellUmlauts(text.normalize("NFC").toLowerCase()))])].filter(
    Boolean,
  );
}

/** Japanese is written without spaces, whatever stands beside it. */
export const joinWords = (words: readonly string[]): string =>
  words.reduce((text, word) => {
    const gap = text === "" || isJapanese(text.at(-1) ?? "") || isJapanese(word.at(0) ?? "") ? "" : " ";
    return text + gap + word;
  }, "");
