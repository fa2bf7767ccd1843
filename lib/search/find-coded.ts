import type { Db } from "@/lib/db/client";
import { askCodeMarks } from "./code-marks";
import type { SearchRequest } from "./engine";
import { findCode, findCodeParts, keepAnswering } from "./find-code";
import { writeWords } from "./match-sql";
import { planQuery } from "./plan-query";
import { type Code, readCode } from "./read-code";

/** So many words of a query are looked up as codes. */
const lookedUpMax = 4;

/**
 * The products of whose SKU this is a part, or which have some of it for a code, or a part of one, and answer the rest: who has
 * both from an invoice types "Kärcher 1.633-530".
 */
export async function findCoded(
  db: Db,
  { language, text }: Pick<SearchRequest, "language" | "text">,
): Promise<string[]> {
  const whole = askCodeMarks(text);
  const begun = whole ? await findCodeParts(db, language, whole) : [];
  const among = begun.length > 0 ? [] : codesAmong(text);
  if (among.length === 0) return begun;
  const folded = among.flatMap(({ code }) => code.folded);
  const exact = await findCode(db, { folded, productId: null });
  const parts = among.map(({ written }) => askCodeMarks(written)).filter((part) => part !== null);
  const found = exact.length > 0 || parts.length === 0 ? exact : await findCodeParts(db, language, parts.join(" | "));
  const rests = among.map(({ words }) => writeWords(planQuery(language, words), "all")).filter(Boolean);
  if (found.length === 0 || rests.length === 0) return [];
  return keepAnswering(db, language, found, rests.map((rest) => `(${rest})`).join(" | "));
}

interface CodeAmong {
  written: string;
  code: Code;
  /** What stands beside it. */
  words: string;
}

/** What of several words may be a code: all behind the first, all before the last, and each by itself, where no word looks like that. */
function codesAmong(text: string): CodeAmong[] {
  const words = text.split(/\s+/u).filter(Boolean);
  const spans = [
    ...(words.length > 2 ? [[1, words.length] as const, [0, words.length - 1] as const] : []),
    ...(words.length > 1 ? words.map((_, at) => [at, at + 1] as const) : []),
  ];
  const among = spans.flatMap(([from, to]) => {
    const written = words.slice(from, to).join(" ");
    const code = readCode(written);
    const isOne = code?.certain || askCodeMarks(written) !== null;
    return code && isOne ? [{ written, code, words: [...words.slice(0, from), ...words.slice(to)].join(" ") }] : [];
  });
  return among.slice(0, lookedUpMax);
}
