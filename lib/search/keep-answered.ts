import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { expandCompounds } from "./expand-compounds";
import { writeAnswer } from "./match-sql";
import { planQuery, type Term } from "./plan-query";

const batchSize = 200;

/** Those of the queries that find a product on sale with all their words, as they are written. */
export async function keepAnswered(db: Db, language: Language, queries: readonly string[]): Promise<Set<string>> {
  const kept = new Set<string>();
  for (let from = 0; from < queries.length; from += batchSize) {
    const batch = queries.slice(from, from + batchSize).map((query) => ({ query, terms: planQuery(language, query) }));
    for (const query of await answered(db, language, batch)) kept.add(query);
    // What German writes in one word costs a look at the vocabulary each, so only where it may matter.
    const open = language === "de" ? batch.filter(({ query }) => !kept.has(query)) : [];
    const expanded = await Promise.all(
      open.map(async ({ query, terms }) => ({ query, terms: await expandCompounds(db, language, terms) })),
    );
    for (const query of await answered(db, language, expanded)) kept.add(query);
  }
  return kept;
}

async function answered(db: Db, language: Language, asked: { query: string; terms: Term[] }[]): Promise<string[]> {
  const telling = asked.filter(({ terms }) => terms.length > 0);
  if (telling.length === 0) return [];
  const queries = telling.map(({ query }) => query);
  const words = telling.map(({ terms }) => terms.map(writeAnswer).join(" & "));
  const rows = z.array(z.object({ query: z.string() })).parse(
    await db.$queryRaw`
      select asked.query from unnest(${queries}::text[], ${words}::text[]) as asked(query, words)
      where exists (
        select from catalog_text t join catalog_entry e on e.product_id = t.product_id and e.status = 'active'
        where t.language = ${language} and t.document @@ to_tsquery('simple', asked.words))`,
  );
  return rows.map(({ query }) => query);
}
