import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import { editDistance, oneEditAway } from "./edit-distance";
import { foldWord, isJapanese, stemSurface, toKatakana } from "./fold-word";
import { isKanaNeighbour, isKanaSlip } from "./kana-sound";
import { isKatakana } from "./katakana";
import { otherBeginnings, soundAlike } from "./loan-sound";
import { writeAnswer } from "./match-sql";
import { planQuery } from "./plan-query";
import { readRomaji } from "./romaji";
import { spellOut } from "./spell-out";
import { splitAtDigits } from "./split-at-digits";
import { splitInTwo } from "./split-in-two";
import { isKnownName } from "./synonyms";
import { isTiered } from "./tiers";
import { latin } from "./words/search-words";
import { wordsOf } from "./words/words-of";

const { sql } = Prisma;

const katakana = Array.from({ length: 0x30fa - 0x30a1 + 1 }, (_, index) => String.fromCharCode(0x30a1 + index));

/** The letters a mistake may stand in place of; who writes Japanese may have slipped into Latin letters, not the reverse. */
const lettersFor = (language: Language, surface: string): string[] =>
  isJapanese(surface) ? [...latin, ...katakana, "ー"] : [...wordsOf(language).letters];

/** Longer words are looked up by their beginning only: their one-edit neighbours would be thousands. */
const enumeratedMax = 16;
const lookedAtMax = 3_000;

interface Candidate {
  word: string;
  frequency: number;
}

/** Any other was given to a product while words were counted, or is forgotten by the next count (refresh-vocabulary.ts). */
const isLiving = ({ frequency }: Candidate): boolean => frequency > 0;

/**
 * What was meant, in words of the vocabulary, or null: read as kana, parted at its digits, the nearest word, what it is short for, or
 * in two. What the language has as a name means no other word, though nothing here is called so: a couch is no cough.
 */
export async function mendWord(db: Db, language: Language, surface: string): Promise<string | null> {
  return pickAnswered(db, language, await mendWords(db, language, surface));
}

/** As above, with the other words that are as near, at most `nearMax` in all: which of them was meant, the rest of a query tells. */
export async function mendWords(db: Db, language: Language, surface: string): Promise<string[]> {
  const kana = language === "ja" ? await findKana(db, surface) : null;
  if (kana !== null) return [kana];
  if (isKnownName(language, surface)) return [];
  const apart = await splitAtDigits(db, language, surface);
  if (apart !== null) return [apart];
  const [near, spelled] = await Promise.all([
    findNear(db, language, surface),
    language === "ja" ? spellOut(db, surface) : null,
  ]);
  const meant = [...near, ...(spelled === null ? [] : [spelled])];
  if (meant.length > 0) return meant;
  const halves = await splitInTwo(db, language, surface);
  return halves === null ? [] : [halves];
}

const romajiPattern = /^[a-z]{4,}$/;

/** What was typed without an input method: kokuyo is コクヨ. */
async function findKana(db: Db, surface: string): Promise<string | null> {
  const kana = romajiPattern.test(surface) ? readRomaji(surface) : null;
  if (kana === null) return null;
  const found = await readNeighbours(db, "ja", [kana, toKatakana(kana)]);
  return found.toSorted((a, b) => b.frequency - a.frequency)[0]?.word ?? null;
}

/** The one word of the vocabulary that was meant, or null. */
export const findNearest = async (db: Db, language: Language, surface: string): Promise<string | null> =>
  pickAnswered(db, language, await findNear(db, language, surface));

/**
 * The nearest words of the vocabulary, the likeliest first. One edit in words from four letters on, two from eight letters on; then
 * the most frequent wins; one that the last count did not find, only where there is no other. Candidates come by
 * primary key (every string one edit away) and by a range of it (the same first two letters), which holds its speed in a
 * vocabulary of a million and, unlike trigrams, in any script. Of Japanese alone, names in the other script are read besides, by
 * ranges of a letter or two. A large catalog knows most words in most forms, so there the
 * range is read only where no string one edit away is a word.
 */
async function findNear(db: Db, language: Language, surface: string): Promise<string[]> {
  const folded = foldWord(surface);
  const length = Array.from(folded).length;
  const allowed = /^\d+$/.test(folded) ? 0 : editsAllowed(folded);
  if (allowed === 0 && !(isKatakana(surface) && length >= shortKanaMin)) return [];

  const neighbours = length <= enumeratedMax ? oneEditAway(surface, lettersFor(language, surface)) : [];
  const next = await readNeighbours(db, language, neighbours);
  const meant = (await isTiered(db)) ? nearest(language, surface, allowed, next.filter(isLiving)) : [];
  if (meant.length > 0) return meant;
  return nearest(language, surface, allowed, [...next, ...(await readAlike(db, language, surface, length))]);
}

const nearMax = 3;

/** Shorter katakana is mended only as `isKanaSlip` tells. */
const shortKanaMin = 2;

const editsAllowed = (folded: string): number => {
  const length = Array.from(folded).length;
  return length < 4 ? 0 : length < 8 || isJapanese(folded) ? 1 : 2;
};

/** The first that something in the catalog answers, else the first: the language has many names for what is not sold here. */
async function pickAnswered(db: Db, language: Language, words: readonly string[]): Promise<string | null> {
  if (words.length < 2) return words[0] ?? null;
  const questions = words.map((word) => planQuery(language, word).map(writeAnswer).join(" & "));
  const answered = await areAnswered(db, language, questions);
  return words.find((_, at) => answered[at]) ?? words[0] ?? null;
}

function nearest(language: Language, surface: string, allowed: number, candidates: readonly Candidate[]): string[] {
  const folded = foldWord(surface);
  const isSameName = soundAlike(folded);
  const sound = soundOf(folded);
  const stem = stemSurface(language, surface);
  const near = candidates.flatMap(({ word, frequency }) => {
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

function readNeighbours(db: Db, language: Language, words: string[]): Promise<Candidate[]> {
  if (words.length === 0) return Promise.resolve([]);
  return readCandidates(
    db,
    sql`select word, frequency from search_word where language = ${language} and word = any(${words}::text[])`,
  );
}

/**
 * Words of about the same length that begin with the same two letters, in Japanese also those that may be the same name in the
 * other script: of each beginning the most frequent, for the first letter of a name alone begins much else.
 */
function readAlike(db: Db, language: Language, surface: string, length: number): Promise<Candidate[]> {
  const others = language === "ja" ? otherBeginnings(surface) : [];
  const ranges = [
    ...beginningsOf(surface).map((start) => beginning(language, start, length, lookedAtMax)),
    ...others.map((other) => beginning(language, other, length, Math.ceil(lookedAtMax / others.length))),
  ];
  return readCandidates(db, Prisma.join(ranges, " union all "));
}

/** The first two letters; of katakana, a long mark may be left out behind the first or be one too many, and a vowel be small or not. */
function beginningsOf(surface: string): string[] {
  const [first = "", second = "", third = ""] = Array.from(surface);
  if (!isKatakana(surface)) return [first + second];
  const at = vowels.indexOf(second);
  const others = [second === "ー" ? third : "ー", at < 0 ? "" : vowels.charAt(at ^ 1)].filter(Boolean);
  return [second, ...others].map((each) => first + each);
}

/** Each before its small one. */
const vowels = "アァイィウゥエェオォヤャユュヨョ";

const beginning = (language: Language, start: string, length: number, most: number): Prisma.Sql =>
  sql`(select word, frequency from search_word
    where language = ${language} and word like ${`${start}%`} and char_length(word) between ${length - 3} and ${length + 3}
    order by frequency desc limit ${most})`;

/** Written as one text: a row of a database costs more to send than to hold against a word. Words have no spaces. */
async function readCandidates(db: Db, words: Prisma.Sql): Promise<Candidate[]> {
  const [row] = z.array(z.object({ words: z.string() })).parse(
    await db.$queryRaw`
      select coalesce(string_agg(word || ' ' || frequency, ' '), '') as words from (${words}) candidates`,
  );
  const cells = row?.words.split(" ") ?? [];
  return Array.from({ length: Math.floor(cells.length / 2) }, (_, index) => {
    return { word: cells[index * 2] ?? "", frequency: Number(cells[index * 2 + 1]) };
  });
}

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
