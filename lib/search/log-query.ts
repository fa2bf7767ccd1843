import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { askerBit, scoreOf } from "./popularity";

/**
 * A query becomes public (completion, "often searched") only when so many shoppers asked it: one person's stays unseen,
 * however often it is repeated.
 */
export const popularFrom = 3;
const lengthMax = 60;
const wordsMax = 6;

export const normalizeQuery = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

export interface Asked {
  language: Language;
  text: string;
  /** Tells one shopper from another, such as an address. It is not kept. */
  asker: string;
  secret: string;
  now: Date;
}

/**
 * Counts a query that found something, without who asked. What may be a person's (addresses, numbers of phones, cards
 * and orders) is left out.
 */
export async function logQuery(db: Db, { language, text, asker, secret, now }: Asked): Promise<void> {
  const query = normalizeQuery(text);
  if (!isShareable(query)) return;
  const bit = askerBit(secret, `${language} ${query}`, asker);
  // log2(2^a + 2^b) = max + log2(1 + 2^-distance); a distance past 60 adds nothing, and would run out of exponents.
  await db.$executeRaw`
    insert into popular_query (language, query, score, askers, last_at)
    values (${language}, ${query}, ${scoreOf(now)}::float8, ${bit}::bigint, ${now})
    on conflict (language, query) do update set
      score = greatest(popular_query.score, excluded.score)
        + ln(1 + power(2::float8, -least(abs(popular_query.score - excluded.score), 60))) / ln(2::float8),
      askers = popular_query.askers | excluded.askers,
      last_at = greatest(popular_query.last_at, excluded.last_at)`;
}

export function isShareable(query: string): boolean {
  if (query.length === 0 || /^[a-z\d]$/.test(query) || query.length > lengthMax || query.split(" ").length > wordsMax)
    return false;
  return !/@|https?:|www\.|(?:\d[\s./-]?){5,}/.test(query);
}

const rows = z.array(z.object({ query: z.string(), score: z.number() }));

/** What is searched most now, by several shoppers each: for completion, and for one who has typed nothing yet. */
export async function listPopular(
  db: Db,
  language: Language,
  limit: number,
  beginning = "",
): Promise<{ query: string; score: number }[]> {
  return rows.parse(
    await db.$queryRaw`
      select query, score from popular_query
      where language = ${language} and starts_with(query, ${beginning}) and bit_count(askers::bit(64)) >= ${popularFrom}
      order by score desc, query limit ${limit}`,
  );
}

/** Searched less than this by now, a query is forgotten: a single search after four weeks. */
const keptSearchesMin = 0.25;

/** Removes what is hardly asked any more, so that the table holds weeks, not years. */
export async function forgetQueries(db: Db, language: Language, now: Date): Promise<number> {
  const scoreMin = scoreOf(now) + Math.log2(keptSearchesMin);
  return db.$executeRaw`delete from popular_query where language = ${language} and score < ${scoreMin}::float8`;
}
