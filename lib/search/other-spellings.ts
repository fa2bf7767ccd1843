import type { Language } from "@/lib/i18n/markets";
import { splitWords } from "./document";
import { foldWord } from "./fold-word";
import { perLanguage } from "./per-language";
import { wordsOf } from "./words/words-of";

/** 爪切り is cut in two. */
const cutMax = 3;

/**
 * Words, and how else what they begin with is written: who has typed れいぞ has not turned it into 冷蔵庫 yet, and who types
 * pana may want パナソニック. Only for completion; what is searched for is known by its synonyms.
 */
export function otherSpellings(language: Language, words: readonly string[]): string[][] {
  const table = tableOf(language);
  if (table.size === 0) return [];
  return Array.from({ length: Math.min(cutMax, words.length) }, (_, at) => at + 1).flatMap((length) => {
    const others = table.get(keyOf(words.slice(0, length))) ?? [];
    return others.map((other) => [other, ...words.slice(length)]);
  });
}

const keyOf = (words: readonly string[]): string => foldWord(words.join(""));

const tableOf = perLanguage((language): ReadonlyMap<string, string[]> => {
  const table = new Map<string, string[]>();
  for (const group of wordsOf(language).spellings ?? []) {
    const spelled = group.split(", ");
    for (const one of spelled) {
      const key = keyOf(splitWords(one));
      const others = spelled.filter((other) => keyOf(splitWords(other)) !== key);
      table.set(key, [...(table.get(key) ?? []), ...others]);
    }
  }
  return table;
});
