import type { Form, UnreadableCode } from "./source";

/** What a file is by its first bytes, when these are no rows of text; null when they may be. */
export function recognise(start: Buffer): UnreadableCode | null {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => start[index] === byte);
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return "workbook";
  if (begins(0x50, 0x4b, 0x03, 0x04))
    return /\[Content_Types\]|xl\/|mimetypeapplication/.test(start.toString("latin1")) ? "workbook" : "archive";
  if (begins(0x37, 0x7a, 0xbc, 0xaf) || begins(0x52, 0x61, 0x72, 0x21)) return "archive";
  if (begins(0x25, 0x50, 0x44, 0x46)) return "not_text";
  return null;
}

/** How a text tells its rows; null for a page, which tells none. */
export function formOf(start: string): Form | null {
  const text = start.trimStart();
  if (/^<(?:!doctype html|html)/i.test(text)) return null;
  if (/^<[?!a-z]/i.test(text)) return "xml";
  return /^[[{]\s*[[{"\]}]/.test(text) ? "json" : "table";
}
