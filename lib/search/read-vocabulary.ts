import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Language } from "@/lib/i18n/markets";
import { foldWord } from "./fold-word";
import { isKatakana } from "./katakana";
import { otherBeginnings } from "./loan-sound";
import type { VocabularyWord } from "./vocabulary";

const { sql } = Prisma;

/** Those of some words that the vocabulary has. */
export function readWords(db: Db, language: Language, words: readonly string[]): Promise<VocabularyWord[]> {
  if (words.length === 0) return Promise.resolve([]);
  return readAsText(
    db,
    sql`select word, frequency from search_word where language = ${language} and word = any(${[...words]}::text[])`,
  );
}

const lookedAtMax = 3_000;

/**
 * Words of about the same length that begin with the same two letters, in Japanese also those that may be the same name in the
 * other script: of each beginning the most frequent, for the first letter of a name alone begins much else.
 */
export function readAlike(db: Db, language: Language, surface: string): Promise<VocabularyWord[]> {
  const { length } = Array.from(foldWord(surface));
  const others = language === "ja" ? otherBeginnings(surface) : [];
  const ranges = [
    ...beginningsOf(surface).map((start) => beginning(language, start, length, lookedAtMax)),
    ...others.map((other) => beginning(language, other, length, Math.ceil(lookedAtMax / others.length))),
  ];
  return readAsText(db, Prisma.join(ranges, " union all "));
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
async function readAsText(db: Db, words: Prisma.Sql): Promise<VocabularyWord[]> {
  const [row] = z.array(z.object({ words: z.string() })).parse(
    await db.$queryRaw`
      select coalesce(string_agg(word || ' ' || frequency, ' '), '') as words from (${words}) candidates`,
  );
  const cells = row?.words.split(" ") ?? [];
  return Array.from({ length: Math.floor(cells.length / 2) }, (_, index) => {
    return { word: cells[index * 2] ?? "", frequency: Number(cells[index * 2 + 1]) };
  });
}
