import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { currencyCodes, type Language } from "@/lib/i18n/markets";
import { expandCompounds } from "./expand-compounds";
import { joinPairs } from "./join-pairs";
import { writeAnswer } from "./match-sql";
import { planQuery, type Term } from "./plan-query";
import { type SoldFor, soldFor } from "./sold-for";

const batchSize = 200;

/** Those of the queries that find a product on sale with all their words, as they are written, and for which money. */
export async function keepAnswered(
  db: Db,
  language: Language,
  queries: readonly string[],
): Promise<Map<string, SoldFor>> {
  const kept = new Map<string, SoldFor>();
  for (let from = 0; from < queries.length; from += batchSize) {
    const batch = queries.slice(from, from + batchSize).map((query) => ({ query, terms: planQuery(language, query) }));
    for (const { query, sold } of await answered(db, language, batch)) kept.set(query, sold);
    // What German writes in one word costs a look at the vocabulary each, so only where it may matter.
    const open = language === "de" ? batch.filter(({ query }) => !kept.has(query)) : [];
    const expanded = await Promise.all(
      open.map(async ({ query, terms }) => ({
        query,
        terms: await expandCompounds(db, language, await joinPairs(db, language, terms)),
      })),
    );
    for (const { query, sold } of await answered(db, language, expanded)) kept.set(query, sold);
  }
  return kept;
}

async function answered(
  db: Db,
  language: Language,
  asked: { query: string; terms: Term[] }[],
): Promise<{ query: string; sold: SoldFor }[]> {
  const telling = asked.filter(({ terms }) => terms.length > 0);
  if (telling.length === 0) return [];
  const queries = telling.map(({ query }) => query);
  const words = telling.map(({ terms }) => terms.map(writeAnswer).join(" & "));
  const rows = z.array(z.object({ query: z.string(), prices: z.array(z.string()) })).parse(
    await db.$queryRaw`
      select asked.query, array_agg(currency) as prices
      from unnest(${queries}::text[], ${words}::text[]) as asked(query, words), unnest(${currencyCodes}::text[]) as currency
      where exists (
        select from catalog_text t join catalog_entry e on e.product_id = t.product_id and e.status = 'active'
        where t.language = ${language} and t.document @@ to_tsquery('simple', asked.words) and e.amounts ? currency)
      group by asked.query`,
  );
  return rows.map(({ query, prices }) => ({ query, sold: soldFor(prices) }));
}
