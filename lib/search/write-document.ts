import { quoteMark } from "./marks";

/** Words by where they stand: title (A); brand, merchant, category and properties (B); headline and specifications (C); description (D). */
export interface Zones {
  a: string;
  b: string;
  c: string;
  d: string;
}

/** What of a title says what the thing is (`head-noun.ts`). */
export interface Titled {
  heads: string[];
  /** Nothing says that they only tell its kind. */
  named: string[];
}

export const untitled: Titled = { heads: [], named: [] };

/**
 * A document as `tsvector` reads it. Words that say what a product is (A and B) stand a second time, as `+word`: GIN
 * keeps no weights, so a question for a weight has to open every row that has the word anywhere, and a common word
 * stands in a third of all descriptions. Those that say what the thing is (`head-noun.ts`) stand once more, as `=word`, with a
 * weight, so that they are among what is weighed: A for heads, the most telling first, B for those that may be it.
 */
export function writeDocument({ a, b, c, d }: Zones, marks: readonly string[], titled: Titled = untitled): string {
  const zone = (words: string, weight: string) => unique(words).map((word) => `${quoteMark(word)}:1${weight}`);
  return [
    ...zone(a, "A"),
    ...zone(b, "B"),
    ...zone(c, "C"),
    ...zone(d, ""),
    ...unique(`${a} ${b}`).map((word) => quoteMark(anchored(word))),
    ...writeTitled(titled),
    ...marks.map(quoteMark),
  ].join(" ");
}

export const writeTitled = ({ heads, named }: Titled): string[] => [
  ...heads.map((word, at) => `${quoteMark(headed(word))}:${at + 1}A`),
  ...named.map((word, at) => `${quoteMark(headed(word))}:${at + 1}B`),
];

/** The lexeme of a word where it says what a product is. */
export const anchored = (word: string): string => `+${word}`;

/** The lexeme of a word that says what the thing is. */
export const headed = (word: string): string => `${headMark}${word}`;

export const headMark = "=";

const unique = (words: string): string[] => [...new Set(words.split(" "))].filter(Boolean);
