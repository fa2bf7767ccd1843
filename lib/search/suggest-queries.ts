import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { splitQuery, splitWords } from "./document";
import { foldWord, isJapanese, stemSurface, stemWord } from "./fold-word";
import { listPopular, normalizeQuery } from "./log-query";
import { type Lexeme, planQuery, writeTerm } from "./plan-query";

/** Titles that are read for what follows the words typed. */
const titlesMax = 200;

/**
 * Queries that begin as typed: what many searched for, then the last word completed from the shop's own words, so
 * that each finds something.
 */
export async function suggestQueries(db: Db, language: Language, text: string, limit: number): Promise<string[]> {
  const typed = normalizeQuery(text);
  const popular = (await listPopular(db, language, limit, typed)).map(({ query }) => query);
  const completed = popular.length < limit ? await completeWord(db, language, typed) : [];
  const unlike = new Map<string, string>();
  for (const query of [...popular, ...completed]) {
    const key = splitWords(query)
      .map((word) => stemSurface(language, word))
      .join(" ");
    if (query !== typed && !unlike.has(key)) unlike.set(key, query);
  }
  return [...unlike.values()].slice(0, limit);
}

async function completeWord(db: Db, language: Language, typed: string): Promise<string[]> {
  const words = splitQuery(typed);
  const last = words.at(-1) ?? "";
  if (!last || !typed.endsWith(last)) return [];
  const head = typed.slice(0, -last.length);
  const next =
    words.length === 1 ? await wordsBeginning(db, language, last) : await wordsFollowing(db, language, head, last);
  return next.map((word) => head + word);
}

/** From the vocabulary; kana in either of its scripts. */
async function wordsBeginning(db: Db, language: Language, start: string): Promise<string[]> {
  const rows = z.array(z.object({ word: z.string() })).parse(
    await db.$queryRaw`
      select word from search_word
      where language = ${language} and frequency > 0 and (word like ${`${start}%`} or word like ${`${foldWord(start)}%`})
      order by frequency desc, word limit 20`,
  );
  return rows.map(({ word }) => word);
}

/** Words that begin so and stand after the others in some title: "waterproof j" → jacket, but not the Jotun boots. */
async function wordsFollowing(db: Db, language: Language, head: string, start: string): Promise<string[]> {
  const before = planQuery(language, head).map(({ exact }) => writeTerm(exact, "A"));
  const folded = foldWord(start);
  const begins: Lexeme[][] = [[{ word: folded, prefix: true }]];
  const titles = z.array(z.object({ title: z.string() })).parse(
    await db.$queryRaw`
      select title from catalog_text
      where language = ${language} and document @@ to_tsquery('simple', ${[...before, writeTerm(begins, "A")].join(" & ")})
      limit ${titlesMax}`,
  );
  const counts = new Map<string, number>();
  const anchor = foldWord(splitWords(head).at(-1) ?? "");
  for (const { title } of titles) {
    const words = splitWords(title);
    const from = words.findIndex((word) => foldWord(word).startsWith(stemWord(language, anchor)));
    // What follows at a distance is another thing's name; in Japanese particles stand between.
    for (const word of words.slice(from + 1, from + (isJapanese(start) ? 4 : 3))) {
      if (from >= 0 && foldWord(word).startsWith(folded)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}
