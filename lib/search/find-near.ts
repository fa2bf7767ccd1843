import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { oneEditAway } from "./edit-distance";
import { isJapanese } from "./fold-word";
import { mayBeMended, nearestWords } from "./nearest-words";
import { readAlike, readWords } from "./read-vocabulary";
import { isTiered } from "./tiers";
import { isLiving } from "./vocabulary";
import { latin } from "./words/search-words";
import { wordsOf } from "./words/words-of";

/** Longer words are looked up by their beginning only: their one-edit neighbours would be thousands. */
const enumeratedMax = 16;

/**
 * The words of the vocabulary that are nearest to a misspelled one, the likeliest first (`nearest-words.ts`); which of them was
 * meant, the rest of a query tells. They are read by primary key (every string one edit away) and by a range of it (the same first
 * two letters), which holds its speed in a vocabulary of a million and, unlike trigrams, in any script. A large catalog knows most
 * words in most forms, so there the range is read only where no string one edit away is a word.
 */
export async function findNear(db: Db, language: Language, surface: string): Promise<string[]> {
  if (!mayBeMended(surface)) return [];
  const isShort = Array.from(surface).length <= enumeratedMax;
  const next = await readWords(db, language, isShort ? oneEditAway(surface, lettersFor(language, surface)) : []);
  const meant = (await isTiered(db)) ? nearestWords(language, surface, next.filter(isLiving)) : [];
  if (meant.length > 0) return meant;
  return nearestWords(language, surface, [...next, ...(await readAlike(db, language, surface))]);
}

const katakana = Array.from({ length: 0x30fa - 0x30a1 + 1 }, (_, index) => String.fromCharCode(0x30a1 + index));

/** The letters a mistake may stand in place of; who writes Japanese may have slipped into Latin letters, not the reverse. */
const lettersFor = (language: Language, surface: string): string[] =>
  isJapanese(surface) ? [...latin, ...katakana, "ー"] : [...wordsOf(language).letters];
