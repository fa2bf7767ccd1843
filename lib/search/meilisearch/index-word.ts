import type { Language } from "@/lib/i18n/markets";
import { isJapanese, stemSurface } from "../fold-word";

/**
 * How a word stands in the index. Words are ours (`document.ts` cuts and folds them, as for Postgres), and the engine
 * must not cut them again: it splits on whatever its dictionaries know of Japanese. So Japanese is spelled in letters,
 * four for a character. A beginning stays a beginning.
 */
export const indexWord = (folded: string): string =>
  isJapanese(folded)
    ? `zq${Array.from({ length: folded.length }, (_, at) => spell(folded.charCodeAt(at))).join("")}`
    : folded;

const spell = (unit: number): string =>
  Array.from(unit.toString(16).padStart(4, "0"), (digit) =>
    String.fromCharCode("a".charCodeAt(0) + Number.parseInt(digit, 16)),
  ).join("");

/** The one form under which a query looks for a word: its stem, which the index holds beside every other. */
export const stemOf = (language: Language, surface: string): string => indexWord(stemSurface(language, surface));
