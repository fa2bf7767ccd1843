import { headMark } from "../write-document";

type Weight = "A" | "B" | "C" | "D";

export interface WeightedWords {
  A: string[];
  B: string[];
  C: string[];
  D: string[];
  /** Those of the title that say what the thing is, and those that may. */
  heads: string[];
  named: string[];
}

/**
 * The words of a stored `tsvector` in their order, by weight: what Postgres finds a product by is what the index finds
 * it by. Words hold only letters and digits (`document.ts`), so nothing in them is escaped; marks have no place.
 */
export function readWords(tsvector: string): WeightedWords {
  const placed: [zone: keyof WeightedWords, place: number, word: string][] = [];
  for (const [, word = "", places = ""] of tsvector.matchAll(/'((?:[^']|'')+)'(?::([\dA-D,]+))?/g)) {
    for (const [, place = "", weight = ""] of places.matchAll(/(\d+)([ABCD]?)/g)) {
      if (word.startsWith(headMark))
        placed.push([weight === "A" ? "heads" : "named", Number(place), word.slice(headMark.length)]);
      else placed.push([isWeight(weight) ? weight : "D", Number(place), word]);
    }
  }
  const words: WeightedWords = { A: [], B: [], C: [], D: [], heads: [], named: [] };
  for (const [zone, , word] of placed.toSorted((a, b) => a[1] - b[1])) words[zone].push(word);
  return words;
}

const isWeight = (text: string): text is Weight => /^[ABCD]$/.test(text);
