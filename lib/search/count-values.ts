import { z } from "zod";
import { inLanguage } from "@/lib/catalog/in-language";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { askIndex } from "./ask-index";
import { facetKey } from "./facet-key";
import { facetMark, quoteMark } from "./marks";
import { filterConditions, type Listing } from "./match-sql";
import { enough } from "./pool-sql";
import { readPlanned } from "./read-planned";
import { allTiers } from "./tiers";

const { sql, join, raw } = Prisma;

const rows = z.array(z.object({ value: z.string(), count: z.number() }));

/**
 * How many products of a list have each of these values of a facet, its own choice left out; up to as many as are enough.
 * Each value is a question of its own to the index of documents, so a rare one is found in a list of any length. What it
 * finds stands in a CTE, apart from the LIMIT, for the reasons pool-sql.ts has.
 */
export async function countValues(
  db: Db,
  listing: Listing,
  facet: string,
  values: readonly string[],
): Promise<Map<string, number>> {
  const { language, currency, filters } = listing.request;
  const { index, row } = askIndex(listing, { but: facet });
  const queries = values.map((value) =>
    [index, quoteMark(facetMark(facetKey(facet, value)))].filter(Boolean).join(" & "),
  );
  const passes = filterConditions({ ...filters, facets: { ...filters.facets, [facet]: [] } });
  const perTier = allTiers.map(
    (tier) => sql`
      select product_id from catalog_text
      where language = ${inLanguage(language)} and tier = ${raw(String(tier))} and document @@ asked.query::tsquery
        and (document @@ ${row || null}::tsquery) is not false`,
  );
  const found = await readPlanned(
    db,
    sql`
      select asked.value, count(*)::int as count
      from unnest(${[...values]}::text[], ${queries}::text[]) as asked(value, query)
      cross join lateral (
        with m as materialized (${join(perTier, " union all ")})
        select from m
        cross join lateral (select * from catalog_entry where product_id = m.product_id and status = 'active' offset 0) e
        cross join lateral (
          select amount from catalog_price where currency = ${currency} and product_id = m.product_id offset 0) p
        where ${join([sql`true`, ...passes], " and ")}
        limit ${enough}) found
      group by asked.value`,
  );
  return new Map(rows.parse(found).map(({ value, count }) => [value, count]));
}
