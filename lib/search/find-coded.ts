import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { askCodeMarks } from "./code-marks";
import { splitQuery } from "./document";
import type { SearchRequest } from "./engine";
import { findCode, findCodeParts, keepAnswering } from "./find-code";
import { writeWords } from "./match-sql";
import { planQuery } from "./plan-query";
import { type Code, readCode } from "./read-code";
import { announceCode } from "./stop-words";

/** So many words of a query are looked up as codes. */
const lookedUpMax = 4;

/**
 * The products of whose SKU this is a part, or which have some of it for a code, or a part of one, and answer the rest, unless that
 * says nothing: who has both from an invoice types "Kärcher 1.633-530", or "for 1.633-530".
 */
export async function findCoded(
  db: Db,
  { language, text }: Pick<SearchRequest, "language" | "text">,
): Promise<string[]> {
  const whole = askCodeMarks(text);
  const begun = whole ? await findCodeParts(db, language, whole) : [];
  if (begun.length > 0) return begun;
  const { alone = [], beside = [] } = Object.groupBy(codesAmong(text), ({ words }) =>
    announceCode(language, splitQuery(words)) ? "alone" : "beside",
  );
  const named = await findAny(db, language, alone);
  if (named.length > 0) return named;
  const found = await findAny(db, language, beside);
  const rests = beside.map(({ words }) => writeWords(planQuery(language, words), "all")).filter(Boolean);
  if (found.length === 0 || rests.length === 0) return [];
  return keepAnswering(db, language, found, rests.map((rest) => `(${rest})`).join(" | "));
}

/** The products that have one of the codes, else those that have one as a part of theirs. */
async function findAny(db: Db, language: Language, codes: readonly CodeAmong[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const exact = await findCode(db, { folded: codes.flatMap(({ code }) => code.folded), productId: null });
  const parts = codes.map(({ written }) => askCodeMarks(written)).filter((part) => part !== null);
  return exact.length > 0 || parts.length === 0 ? exact : findCodeParts(db, language, parts.join(" | "));
}

interface CodeAmong {
  written: string;
  code: Code;
  /** What stands beside it. */
  words: string;
}

const japanese = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]";

/** Words, and Japanese that stands beside a code without a space: SCD503用. */
const wordPattern = new RegExp(`${japanese}+|(?:(?!${japanese})[^\\s:：])+`, "gu");

/** What of several words may be a code: all behind the first, all before the last, and each by itself, where no word looks like that. */
function codesAmong(text: string): CodeAmong[] {
  const words = text.match(wordPattern) ?? [];
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
