import type { Language } from "@/lib/i18n/markets";
import type { TrieEntry } from "./build-trie";
import { splitWords } from "./document";
import { foldKeys, joinWords } from "./fold-prefix";
import { stopWords } from "./stop-words";

/** Further in nobody begins to remember a title. */
const startsMax = 8;

/**
 * A thing that is completed by its name: from the beginning, and from each later word that says something. What begins
 * as typed goes before what has it further in, so it is two entries with one value.
 */
export function nameEntries(
  language: Language,
  { name, value, weight, beginning }: { name: string; value: string; weight: number; beginning: number },
): TrieEntry[] {
  const whole = foldKeys(name);
  const words = splitWords(name);
  const later = words
    .slice(1, startsMax)
    .flatMap((word, index) => (stopWords[language].has(word) ? [] : foldKeys(joinWords(words.slice(index + 1)))))
    .filter((key) => !whole.includes(key));
  return [
    { value, weight: weight + beginning, keys: whole },
    ...(later.length > 0 ? [{ value, weight, keys: later }] : []),
  ];
}
