import type { Language } from "@/lib/i18n/markets";
import { editDistance } from "./edit-distance";
import { foldWord, isJapanese, stemSurface } from "./fold-word";
import { isKanaNeighbour, isKanaSlip } from "./kana-sound";
import { isKatakana } from "./katakana";
import { soundAlike } from "./loan-sound";
import { isLiving, type VocabularyWord } from "./vocabulary";

const nearMax = 3;

/**
 * Those of some words that are nearest to a misspelled one, at most `nearMax`: one edit in words from four letters on, two from eight
 * letters on; then what sounds the same, then the most frequent. One that the last count did not find, only where there is no other.
 */
export function nearestWords(language: Language, surface: string, words: readonly VocabularyWord[]): string[] {
  const folded = foldWord(surface);
  const allowed = editsAllowed(folded);
  const isSameName = soundAlike(folded);
  const sound = soundOf(folded);
  const stem = stemSurface(language, surface);
  const near = words.flatMap(({ word, frequency }) => {
    const other = foldWord(word);
    if (isSameName(other)) return [{ word, frequency, distance: 1, sounds: 0 }];
    const otherStem = stemSurface(language, word);
    // A word with the same stem has been asked for already: the vocabulary holds what only other names answer.
    if (!mayBeMeant(folded, other) || otherStem === stem) return [];
    if (isKanaSlip(folded, other)) return [{ word, frequency, distance: 1, sounds: 0 }];
    const sounds = soundOf(other) === sound ? 0 : isSlip(folded, other) || isKanaNeighbour(folded, other) ? 1 : 2;
    const distance = Math.min(
      editDistance(folded, other, allowed),
      editDistance(stem, otherStem, Math.min(allowed, editsAllowed(stem))),
      sounds === 0 ? 1 : Number.POSITIVE_INFINITY,
    );
    return distance <= allowed ? [{ word, frequency, distance, sounds }] : [];
  });
  near.sort(
    (a, b) =>
      Number(isLiving(b)) - Number(isLiving(a)) ||
      a.distance - b.distance ||
      a.sounds - b.sounds ||
      b.frequency - a.frequency ||
      (a.word < b.word ? -1 : 1),
  );
  const alike = near.filter(
    (each, _, [best = each]) => each.distance === best.distance && isLiving(each) === isLiving(best),
  );
  return [...new Set(alike.map(({ word }) => word))].slice(0, nearMax);
}

/** Shorter katakana is mended only as `isKanaSlip` tells. */
const shortKanaMin = 2;

/** Whether a word is long enough to be another's misspelling. A number is none. */
export function mayBeMended(surface: string): boolean {
  const folded = foldWord(surface);
  return editsAllowed(folded) > 0 || (isKatakana(surface) && Array.from(folded).length >= shortKanaMin);
}

const editsAllowed = (folded: string): number => {
  if (/^\d+$/.test(folded)) return 0;
  const length = Array.from(folded).length;
  return length < 4 ? 0 : length < 8 || isJapanese(folded) ? 1 : 2;
};

const shortMax = 5;
const keptMin = 4;

/** Hardly anyone mistypes a short word's first letter, and a word of three letters is rarely a longer one's mistake. */
function mayBeMeant(folded: string, other: string): boolean {
  if (isJapanese(folded)) return true;
  const length = Array.from(other).length;
  return length >= keptMin && (folded.length > shortMax || folded[0] === other[0]);
}

/**
 * A word without the doubling of its letters, the commonest mistake of all ("batery" is a battery, no bakery), and without what
 * is written in two ways for one sound: Siffon, Spühlmittel, gimble, flashlite.
 */
const soundOf = (folded: string): string =>
  folded
    .replace(/ph/g, "f")
    .replace(/i(?:ghte?|te)(?=s?$)/, "it")
    .replace(/(?<=[^aeiou])(?:[aei]l|le)(?=s?$)/, "l")
    .replace(/ck?(?=[^aeihy]|[aou]|$)/g, "k")
    .replace(/(?<=[aeiou])h(?=[^aeiou])/g, "")
    .replace(/(.)\1+/gu, "$1")
    .replace(/ie?s?$|y$/, "i")
    .replace(/y/g, "i");

/** Letters in another order, or a vowel for a vowel: likelier than any letter for another. */
const isSlip = (folded: string, other: string): boolean =>
  folded.length === other.length &&
  (Array.from(folded).toSorted().join("") === Array.from(other).toSorted().join("") ||
    folded.replace(/[aeiou]/g, "_") === other.replace(/[aeiou]/g, "_"));
