import type { Language } from "@/lib/i18n/markets";
import { japaneseParts, splitQuery, wordForms } from "./document";
import { foldWord, isJapanese, readUmlauts, stemSurface } from "./fold-word";
import { isKatakana, joinKatakana, writeLoanwords } from "./katakana";
import { quoteMark } from "./marks";
import { tellingWords } from "./stop-words";
import { synonymsOf } from "./synonyms";
import { anchored, headed } from "./write-document";
import { writeMeasures } from "./write-measures";

/** A word of the index, or every word that begins with it. */
export interface Lexeme {
  word: string;
  prefix?: boolean;
}

/**
 * One thing the shopper asked for. `exact` are the ways to write it, `loose` what else answers it (synonyms, the parts
 * of compounds); each way is a conjunction of lexemes. Only letters and digits get into a lexeme.
 */
export interface Term {
  /** As typed, in lower case. */
  surface: string;
  exact: Lexeme[][];
  loose: Lexeme[][];
  /** The words, by their stems, that the shop makes of this and one beside it, in which they end (`join-pairs.ts`); `exact` of both has them. */
  joined?: string[];
  /** That one stands before this, not behind: Beutel Staubsauger. */
  joinedBack?: boolean;
}

const termsMax = 10;
/** Words of a phrase that has other names; 折り畳み傘 is cut into five. */
const spanMax = 5;

/**
 * The terms of a query, all of which a product has to answer. `prefixes: true` takes the last word for a beginning as
 * well: for who is still typing, and when whole words find nothing ("Kleid" is asked for dresses, not for Kleidung).
 * `phrases: false` reads each word by itself, though several together have another name.
 */
export function planQuery(language: Language, text: string, { prefixes = false, phrases = true } = {}): Term[] {
  const words = queryWords(language, text);
  const terms: Term[] = [];
  for (let index = 0; index < words.length && terms.length < termsMax; ) {
    const { length, loose } = findSynonyms(language, words, index, phrases ? spanMax : 1);
    const span = words.slice(index, index + length);
    index += length;
    const forms = joinKatakana(span).map((word) => formsOf(language, word));
    terms.push({ surface: span.join(isJapanese(span.join("")) ? "" : " "), exact: combine(forms), loose });
  }
  const planned = terms.filter(({ exact }) => exact.length > 0);
  return prefixes ? leaveUnfinished(language, planned) : planned;
}

/** Katakana of fewer letters begins too much: スー. */
const katakanaMin = 3;

/**
 * The same terms, the last word of which may be unfinished: whatever begins so answers it. Of Japanese only katakana, which is typed
 * letter by letter and not chosen from a list.
 */
export function leaveUnfinished(language: Language, terms: Term[]): Term[] {
  const [last] = terms.slice(-1);
  const surface = last?.surface.split(" ").at(-1) ?? "";
  const folded = foldWord(surface);
  if (!last || (isJapanese(folded) && !(isKatakana(surface) && surface.length >= katakanaMin))) return terms;
  const beginning = { word: foldBeginning(language, surface), prefix: true };
  const exact = last.exact.map((way) => (way.at(-1)?.word === folded ? [...way.slice(0, -1), beginning] : way));
  return [...terms.slice(0, -1), { ...last, exact }];
}

export const queryWords = (language: Language, text: string): string[] =>
  tellingWords(
    language,
    splitQuery(writeLoanwords(writeMeasures(language, text))).filter((word) => foldWord(word) !== ""),
  );

function formsOf(language: Language, surface: string): Lexeme[][] {
  const forms: Lexeme[][] = wordForms(language, surface).map((word) => [{ word }]);
  const parts = japaneseParts(surface);
  if (parts.length > 0) forms.push(parts.map((word) => ({ word })));
  return forms;
}

/** A shorter stem begins too much. */
const stemLengthMin = 6;

/**
 * An unfinished word as the words it may become are folded. In German without its ending, where that leaves enough: what begins
 * with Wühlmäuse is a Wühlmausfalle.
 */
export function foldBeginning(language: Language, surface: string): string {
  if (language !== "de") return foldWord(surface);
  const folded = foldWord(readUmlauts(surface));
  const stem = stemSurface(language, surface);
  return stem.length >= stemLengthMin && folded.startsWith(stem) ? stem : folded;
}

/** The longest run of words from here that has synonyms, at least one word. */
function findSynonyms(
  language: Language,
  words: string[],
  from: number,
  most: number,
): { length: number; loose: Lexeme[][] } {
  for (let length = Math.min(most, words.length - from); length >= 1; length--) {
    const phrases = synonymsOf(language, words.slice(from, from + length));
    if (phrases.length > 0)
      return { length, loose: phrases.map((phrase) => phrase.flatMap((word) => firstForm(language, word))) };
  }
  return { length: 1, loose: [] };
}

/** A word of a synonym: its stem, which the index holds beside every form, or the parts of a Japanese word. */
export function firstForm(language: Language, surface: string): Lexeme[] {
  const parts = japaneseParts(surface);
  const words = parts.length > 0 ? parts : [stemSurface(language, surface)];
  return words.map((word) => ({ word }));
}

/** Every way to write the first with every way to write the second. */
function combine(ways: Lexeme[][][]): Lexeme[][] {
  return ways.reduce<Lexeme[][]>(
    (sofar, next) => sofar.flatMap((left) => next.map((right) => [...left, ...right])),
    [[]],
  );
}

type Where = "anywhere" | "anchor" | "A" | "B" | "head" | "named";

/**
 * A term as `tsquery` reads it. `where`: anywhere, where it says what a product is (by the lexemes made for that), with
 * one weight, for which each row has to be opened, or as the head of a title, or what may be it, whose other words stand there too.
 */
export function writeTerm(ways: Lexeme[][], where: Where = "anywhere"): string {
  const written = ways.map((way) =>
    way.map((lexeme, at) => writeLexeme(lexeme, isHead(where) && at < way.length - 1 ? "A" : where)).join(" & "),
  );
  return written.length > 0 ? `(${written.join(" | ")})` : "";
}

const isHead = (where: Where): boolean => where === "head" || where === "named";

function writeLexeme({ word, prefix }: Lexeme, where: Where): string {
  const weight = where === "A" || where === "B" ? where : where === "head" ? "A" : "";
  const marks = `${prefix ? "*" : ""}${weight}`;
  const lexeme = where === "anchor" ? anchored(word) : isHead(where) ? headed(word) : word;
  return `${quoteMark(lexeme)}${marks ? `:${marks}` : ""}`;
}
