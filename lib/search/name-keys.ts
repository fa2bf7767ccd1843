import type { Language } from "@/lib/i18n/markets";
import { splitWords } from "./document";
import { foldKeys, joinWords } from "./fold-prefix";
import { otherSpellings } from "./other-spellings";
import { isStopWord } from "./stop-words";

/** Further in nobody begins to remember a title. */
const startsMax = 8;

/** The keys by which a name is completed: from its beginning, and from each later word that says something. */
export function nameKeys(language: Language, name: string): { whole: string[]; later: string[] } {
  const whole = foldKeys(name);
  const words = splitWords(name);
  const spelled = (from: number) =>
    otherSpellings(language, words.slice(from)).flatMap((other) => foldKeys(joinWords(other)));
  const later = words
    .slice(1, startsMax)
    .flatMap((word, index) =>
      isStopWord(language, word) ? [] : [...foldKeys(joinWords(words.slice(index + 1))), ...spelled(index + 1)],
    )
    .concat(spelled(0))
    .filter((key) => !whole.includes(key));
  return { whole, later: [...new Set(later)] };
}
