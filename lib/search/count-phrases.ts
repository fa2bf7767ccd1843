import type { Language } from "@/lib/i18n/markets";
import { splitWords } from "./document";
import { joinWords } from "./fold-prefix";
import { foldWord, isJapanese, plainText } from "./fold-word";
import type { SoldFor } from "./sold-for";
import { isStopWord } from "./stop-words";

export interface PhraseCounter {
  add(title: string, sold: SoldFor): void;
  /** Phrases with the number of titles they stand in, most first, and what any of those can be bought for. */
  most(limit: number): { phrase: string; titles: number; sold: SoldFor }[];
}

/** More different phrases than this are thinned out: those that stood in one title so far go. */
const keptMax = 600_000;
const wordsMax = 3;

/** Where a title takes breath: no phrase reaches across. */
const pausePattern = /[,;:(){}[\]|/–—・、。()]+/u;

/**
 * What the shop's own titles call things: single words, and two or three in a row. A row begins with a word that other
 * titles have too, or it would be a product's name and not a kind of product; it neither begins nor ends with a word
 * that says nothing, and holds no number. One that stands in a single title has to be the end of it, or it would break
 * off ("headphones for digital"). A phrase stands in a title as it is, so searching for it finds that product.
 */
export function countPhrases(language: Language): PhraseCounter {
  const singles = new Map<string, Counted>();
  const rows = new Map<string, Row>();
  const says = (word: string | undefined) => word !== undefined && !isStopWord(language, word);
  const countWord = (word: string, sold: SoldFor) => {
    const known = singles.get(word) ?? { titles: 0, sold: 0 };
    singles.set(word, { titles: known.titles + 1, sold: known.sold | sold });
  };
  const count = (phrase: string, first: string, ends: boolean, sold: SoldFor) => {
    const row = rows.get(phrase) ?? { first, titles: 0, ends: false, sold: 0 };
    rows.set(phrase, { first, titles: row.titles + 1, ends: row.ends || ends, sold: row.sold | sold });
  };
  return {
    add(title, sold) {
      for (const clause of plainText(title).split(pausePattern)) {
        const tokens = clause.trim().split(/\s+/u).map(splitWords);
        const words = tokens.flat();
        const starts = startsOf(tokens);
        for (const word of new Set(words)) if (says(word)) countWord(word, sold);
        for (let from = 0; from < words.length; from++) {
          for (let to = from + 2; to <= Math.min(from + wordsMax, words.length); to++) {
            const row = words.slice(from, to);
            if (says(row[0]) && says(row.at(-1)) && !row.some(isNumber))
              count(writeRow(row, from, starts), row[0] ?? "", to === words.length, sold);
          }
        }
      }
      if (rows.size > keptMax) thin(rows, ({ titles }) => titles > 1);
      if (singles.size > keptMax) thin(singles, ({ titles }) => titles > 1);
    },
    most(limit) {
      const words = [...singles]
        .filter(([word]) => isLongEnough(word) && !isNumber(word))
        .map(([phrase, { titles, sold }]) => ({ phrase, titles, sold }));
      const phrases = [...rows]
        .filter(([, { first, titles, ends }]) => (titles > 1 || ends) && (singles.get(first)?.titles ?? 0) > 1)
        .map(([phrase, { titles, sold }]) => ({ phrase, titles, sold }));
      return [...words, ...phrases].toSorted((a, b) => b.titles - a.titles).slice(0, limit);
    },
  };
}

interface Counted {
  titles: number;
  sold: SoldFor;
}

interface Row extends Counted {
  first: string;
  /** Some title ends so. */
  ends: boolean;
}

/** Which of all their words are the first of a token. */
function startsOf(tokens: readonly string[][]): ReadonlySet<number> {
  const starts: number[] = [];
  let length = 0;
  for (const words of tokens) {
    starts.push(length);
    length += words.length;
  }
  return new Set(starts);
}

/** As the title has it: a space stays where there is one. */
const writeRow = (row: readonly string[], from: number, starts: ReadonlySet<number>): string =>
  row.reduce((text, word, at) => (starts.has(from + at) ? `${text} ${word}` : joinWords([text, word])));

const isNumber = (word: string): boolean => /^\d+\p{Script=Han}?$/u.test(word);

/** Shorter words are typed faster than completed; in Japanese two characters are a word (防水), one of them may be (傘). */
const isLongEnough = (word: string): boolean => Array.from(foldWord(word)).length >= (isJapanese(word) ? 1 : 3);

function thin<Value>(counts: Map<string, Value>, isKept: (value: Value) => boolean): void {
  for (const [key, value] of counts) if (!isKept(value)) counts.delete(key);
}
