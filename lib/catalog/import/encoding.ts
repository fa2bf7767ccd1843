import { isAscii } from "node:buffer";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "shift_jis" | "euc-jp";

/**
 * How a file's text is written: its mark says so, or it is UTF-8 throughout, or what Japanese and western spreadsheets
 * save. Null when it is no text. A file in UTF-8 with a broken letter here and there stays that, and so does one that
 * can't be told: the rows it shows in are refused, and nothing is read at a guess.
 */
export async function findEncoding(start: Buffer, read: () => AsyncIterable<Buffer>): Promise<Encoding | null> {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  if (start.includes(0)) return withoutMark(start);
  const survey = await surveyBytes(read());
  if (survey.isUtf8 || survey.fine * 4 > survey.broken) return "utf-8";
  const japanese = survey.japanese.find(({ kana }) => kana > 0);
  if (japanese) return japanese.encoding;
  return survey.isWestern ? "windows-1252" : "utf-8";
}

/** Latin letters in two bytes each have every other byte empty. */
function withoutMark(start: Buffer): Encoding | null {
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => count / (start.length / 2));
  if (start.length < 16) return null;
  if (odd > 0.7 && even < 0.05) return "utf-16le";
  return even > 0.7 && odd < 0.05 ? "utf-16be" : null;
}

interface Survey {
  isUtf8: boolean;
  /** Letters beyond ASCII that are UTF-8, and bytes that aren't. */
  fine: number;
  broken: number;
  isWestern: boolean;
  /** Those that every byte agrees with, and how many kana they find. */
  japanese: { encoding: Encoding; kana: number }[];
}

async function surveyBytes(bytes: AsyncIterable<Buffer>): Promise<Survey> {
  const utf8 = new TextDecoder("utf-8");
  const strict = [
    { encoding: "utf-8" as const, decoder: new TextDecoder("utf-8", { fatal: true }), kana: 0 },
    { encoding: "shift_jis" as const, decoder: new TextDecoder("shift_jis", { fatal: true }), kana: 0 },
    { encoding: "euc-jp" as const, decoder: new TextDecoder("euc-jp", { fatal: true }), kana: 0 },
  ];
  const survey = { fine: 0, broken: 0, isWestern: true };
  let agreeing = strict;
  for await (const chunk of bytes) {
    // Every encoding here agrees on these.
    if (isAscii(chunk)) continue;
    agreeing = agreeing.filter((one) => {
      const text = decodeStrictly(one.decoder, chunk);
      if (text !== null && one.encoding !== "utf-8") one.kana += countOf(text, /[\u3041-\u30fa]/g);
      return text !== null;
    });
    const text = utf8.decode(chunk, { stream: true });
    survey.broken += countOf(text, /\ufffd/g);
    survey.fine += countOf(text, /[^\0-\x7f\ufffd]/g);
    survey.isWestern &&= !otherAlphabet.test(decodeLatin(chunk));
  }
  return {
    ...survey,
    isUtf8: agreeing.some(({ encoding }) => encoding === "utf-8"),
    japanese: agreeing.filter(({ encoding }) => encoding !== "utf-8"),
  };
}

/** Null when the bytes can't be in this encoding. */
function decodeStrictly(decoder: TextDecoder, chunk: Buffer): string | null {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    return null;
  }
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * What other one-byte alphabets look like in the western one: letters that it does not have, words of accents only (as
 * Cyrillic is), a quote or a paragraph inside a word (as umlauts are in DOS and on old Macs).
 */
const otherAlphabet = /[\u0081\u008d\u008f\u0090\u009d]|[À-ÿ]{5}|[a-z][Ÿ„”§†‡][a-z]/;

const high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Windows-1252. Node's own decoder takes it for ISO 8859-1 in some releases, and the euro is lost. */
export const decodeLatin = (bytes: Buffer): string =>
  bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (letter) => high.charAt(letter.charCodeAt(0) - 0x80));
