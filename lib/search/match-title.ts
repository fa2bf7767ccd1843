import type { Language } from "@/lib/i18n/markets";
import { countSpacePattern, indexedForms } from "./document";
import { characterPairs, foldWord, isJapanese, stemSurface, withoutLongMark, writeWaves } from "./fold-word";
import { okuriganaPlaces } from "./okurigana";
import { otherNames } from "./other-ends";
import type { Lexeme, Term } from "./plan-query";
import { isCollective } from "./synonyms";
import { wordHeads } from "./word-heads";

/** From and to, in UTF-16 units of the title; `to` is the first that is no longer part of it. */
export type TitleRange = [from: number, to: number];

/**
 * Where a title has what was asked for, in order and without overlap. A pure function of the title and of how the words
 * were understood, so that every engine marks the same: plurals, accents, compounds and synonyms as well as the words
 * themselves.
 */
export function matchTitle(language: Language, title: string, terms: readonly Term[]): TitleRange[] {
  if (terms.length === 0) return [];
  const words = wordsOf(language, title);
  const whole = foldWithPlaces(title);
  const spelled = [whole, leaveOutOkurigana(whole)];
  const placesOfWays = (ways: Lexeme[][], formsOf: (word: Word) => string[]) =>
    ways.flatMap((way) => {
      const ranges = placesOf(way, { words, formsOf }, spelled);
      // A way of several words answers only as a whole.
      return ranges.every((own) => own.length > 0) ? ranges.flat() : [];
    });
  const withHeads = ({ forms, heads }: Word) => [...forms, ...heads];
  // Another name for it is a whole word: a Schirm answers Regenschirm, a Sonnenschirm does not. What is called a Saxofon is an
  // Instrument; words of other languages have no heads.
  const holdsMany = (surface: string) => language === "de" && isCollective(language, surface);
  const found = terms.flatMap(({ surface, exact, loose }) => [
    ...placesOfWays(exact, withHeads),
    ...placesOfWays(loose, holdsMany(surface) ? withHeads : ({ forms }) => forms),
  ]);
  return joinRanges(found, title);
}

/** For each lexeme of the way, the places in the title where it stands. */
function placesOf(
  way: Lexeme[],
  { words, formsOf }: { words: Word[]; formsOf: (word: Word) => string[] },
  spelled: Folded[],
): TitleRange[][] {
  const run = joinPairs(way.map(({ word }) => word));
  if (run && isJapanese(run)) return [placesOfRun(run, spelled)];
  return way.map(({ word, prefix }) =>
    isJapanese(word)
      ? placesOfRun(withoutLongMark(word), spelled)
      : words
          .filter((own) => formsOf(own).some((form) => (prefix ? form.startsWith(word) : form === word)))
          .map(rangeOf),
  );
}

interface Word {
  from: number;
  to: number;
  forms: string[];
  /** What a German compound ends in. */
  heads: string[];
}

const rangeOf = ({ from, to }: Word): TitleRange => [from, to];

/** Words, measures in both their halves (`500ml`), and what a hyphen joins (`t-shirt`) as one word too. */
function wordsOf(language: Language, title: string): Word[] {
  const plain = [...title.matchAll(/(?:\d+[.,]\d+|[\p{L}\p{N}\p{M}'’])+/gu)].flatMap(({ 0: token, index: from }) => {
    const measure = /^(\d+(?:[.,]\d+)?)(\p{Script=Latin}{1,3})$/u.exec(token)?.[1]?.length;
    const whole = wordAt(language, token, from);
    return measure
      ? [whole, wordAt(language, token.slice(0, measure), from), wordAt(language, token.slice(measure), from + measure)]
      : [whole];
  });
  const joined = [
    ...title.matchAll(
      /[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)+|(?:\d+[.,])?\d+ \p{Script=Latin}{1,3}(?![\p{L}\p{N}])/gu,
    ),
  ].map(({ 0: token, index }) => wordAt(language, token, index));
  return [...plain, ...joined];
}

function wordAt(language: Language, token: string, from: number): Word {
  const surface = token
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’ -]/g, "")
    .replace(/(?<=\d),(?=\d)/, ".");
  const forms = indexedForms(language, surface);
  return { from, to: from + token.length, forms, heads: language === "de" ? headsOf(language, forms) : [] };
}

/** What it ends in, by that end's other names too. */
const headsOf = (language: Language, forms: string[]): string[] => [
  ...wordHeads(language, forms),
  ...forms.flatMap((form) => otherNames(language, form).map(({ end }) => stemSurface(language, end))),
];

interface Folded {
  text: string;
  /** For each character of the text, where in the title it comes from. */
  places: TitleRange[];
}

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

function foldWithPlaces(title: string): Folded {
  const places: TitleRange[] = [];
  let text = "";
  const countSpaces = new Set(Array.from(title.matchAll(countSpacePattern), ({ index }) => index));
  for (const { segment, index } of graphemes.segment(writeWaves(title))) {
    if (countSpaces.has(index)) continue;
    const folded = foldWord(segment) || " ";
    text += folded;
    for (let at = 0; at < folded.length; at++) places.push([index, index + segment.length]);
  }
  return { text, places };
}

/** As who leaves okurigana out writes it; what is left out belongs to the character before. */
function leaveOutOkurigana({ text, places }: Folded): Folded {
  const left = okuriganaPlaces(text);
  const kept: TitleRange[] = [];
  for (const [at, [from, to]] of places.entries()) {
    const last = kept.at(-1);
    if (last && left.has(at)) last[1] = to;
    else kept.push([from, to]);
  }
  const isKept = (_: string, at: number) => !left.has(at);
  return { text: text.split("").filter(isKept).join(""), places: kept };
}

function placesOfRun(run: string, spelled: readonly Folded[]): TitleRange[] {
  return spelled.flatMap(({ text, places }) => {
    const found: TitleRange[] = [];
    for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + run.length)) {
      const from = places[at]?.[0];
      const to = places[at + run.length - 1]?.[1];
      if (from !== undefined && to !== undefined) found.push([from, to]);
    }
    return found;
  });
}

/** アウ ウト トド → アウトド: the word whose pairs these are, or null when they are none's. */
function joinPairs(words: string[]): string | null {
  const folded = words.map(foldWord);
  const run = folded.reduce((sofar, word) => (sofar === "" ? word : sofar + word.slice(1)), "");
  return words.length > 1 && characterPairs(run).join(" ") === folded.join(" ") ? run : null;
}

/** In order; what touches or overlaps, and what only a space divides, becomes one. */
function joinRanges(ranges: TitleRange[], title: string): TitleRange[] {
  const joined: TitleRange[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = joined.at(-1);
    if (last && (from <= last[1] || title.slice(last[1], from).trim() === "")) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
