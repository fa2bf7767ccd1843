import { z } from "zod";
import { days } from "@/lib/core/clock";
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
  /** Tells one shopper from another, as `clientAddress` does. It is not kept. */
  address: string;
  secret: string;
  now: Date;
}

/**
 * Counts a query that found something, without who asked, and once a day for each bit of those who did: repeating it
 * makes nothing popular. A bit that is the (k+1)th of its day counts for 64 / (64 - k) shoppers, as many as it takes on
 * average to set another, so that crowds which share bits are not counted short, up to some three hundred a day. What may
 * be a person's (addresses, numbers of phones, cards and orders) is left out.
 */
export async function logQuery(db: Db, { language, text, address, secret, now }: Asked): Promise<void> {
  const query = normalizeQuery(text);
  if (!isShareable(query)) return;
  const bit = askerBit(secret, `${language} ${query}`, address);
  const day = new Date(now.getTime() - (now.getTime() % days(1)));
  // log2(2^a + 2^b) = max + log2(1 + 2^-distance); a distance past 60 adds nothing, and would run out of exponents.
  await db.$executeRaw`
    insert into popular_query as kept (language, query, score, askers, day_askers, last_at)
    values (${language}, ${query}, ${scoreOf(now)}::float8, ${bit}::bigint, ${bit}::bigint, ${now})
    on conflict (language, query) do update set
      score = (
        select greatest(kept.score, added) + ln(1 + power(2::float8, -least(abs(kept.score - added), 60))) / ln(2::float8)
        from (values (case when kept.last_at < ${day} then 0 else bit_count(kept.day_askers::bit(64)) end)) as day (bits),
          lateral (select excluded.score - ln(1 - bits / 64::float8) / ln(2::float8) as added) as weighed),
      askers = kept.askers | excluded.askers,
      day_askers = excluded.day_askers | case when kept.last_at < ${day} then 0 else kept.day_askers end,
      last_at = greatest(kept.last_at, excluded.last_at)
    where kept.last_at < ${day} or kept.day_askers & excluded.day_askers = 0`;
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
