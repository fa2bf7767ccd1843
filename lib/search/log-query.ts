import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

/** A query becomes public (completion, "often searched") only when so many searched it: one person's stays unseen. */
export const popularFrom = 3;
const lengthMax = 60;
const wordsMax = 6;

export const normalizeQuery = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

/**
 * Counts a query that found something, without who asked. What may be a person's (addresses, numbers of phones, cards
 * and orders) is left out.
 */
export async function logQuery(db: Db, language: Language, text: string, now: Date): Promise<void> {
  const query = normalizeQuery(text);
  if (!isShareable(query)) return;
  await db.$executeRaw`
    insert into popular_query (language, query, count, last_at) values (${language}, ${query}, 1, ${now})
    on conflict (language, query) do update set count = popular_query.count + 1, last_at = excluded.last_at`;
}

export function isShareable(query: string): boolean {
  if (query.length === 0 || /^[a-z\d]$/.test(query) || query.length > lengthMax || query.split(" ").length > wordsMax)
    return false;
  return !/@|https?:|www\.|(?:\d[\s./-]?){5,}/.test(query);
}

/** What is searched most, for a shopper who has typed nothing yet. */
export async function listPopular(db: Db, language: Language, limit: number): Promise<string[]> {
  const rows = z.array(z.object({ query: z.string() })).parse(
    await db.$queryRaw`
      select query from popular_query where language = ${language} and count >= ${popularFrom}
      order by count desc, query limit ${limit}`,
  );
  return rows.map(({ query }) => query);
}
