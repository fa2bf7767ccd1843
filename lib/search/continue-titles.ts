import { splitQuery, splitWords } from "./document";
import { foldWord } from "./fold-word";
import { normalizeQuery } from "./log-query";

/**
 * What is typed with its last word completed from titles that have all of its words, apart or in another order: "bosch jig" goes
 * on to "bosch jigsaw". Each finds the product it is of.
 */
export function continueTitles(text: string, titles: readonly string[]): string[] {
  const typed = normalizeQuery(text);
  const words = splitQuery(typed);
  const last = words.at(-1) ?? "";
  if (words.length < 2 || !typed.endsWith(last)) return [];
  const head = typed.slice(0, -last.length);
  const start = foldWord(last);
  const next = titles.flatMap((title) => splitWords(title)).filter((word) => isLonger(foldWord(word), start));
  return [...new Set(next)].map((word) => head + word);
}

const isLonger = (word: string, start: string): boolean => word !== start && word.startsWith(start);
