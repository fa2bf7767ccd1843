import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Sort } from "./engine";
import { filterConditions, type Listing, matched, score } from "./match-sql";

const { sql, join } = Prisma;

/**
 * The ids of a stretch of the list, in order, as if `without` were not in it. Every order ends with the id, so that no
 * product stands on two pages or on none.
 */
export async function selectHits(
  db: Db,
  listing: Listing,
  { offset, limit, without = [] }: { offset: number; limit: number; without?: readonly string[] },
): Promise<string[]> {
  if (limit === 0) return [];
  const { filters, sort } = listing.request;
  const passes = filterConditions(filters).map((condition) => sql`and ${condition.passes}`);
  if (without.length > 0) passes.push(sql`and e.product_id <> all(${[...without]}::uuid[])`);
  const rows = await db.$queryRaw`
    select e.product_id as "productId"
    ${matched(listing)} ${passes.length > 0 ? join(passes, " ") : Prisma.empty}
    order by ${order(listing, sort)}
    limit ${limit} offset ${offset}`;
  return z
    .array(z.object({ productId: z.string() }))
    .parse(rows)
    .map((row) => row.productId);
}

function order(listing: Listing, sort: Sort): Prisma.Sql {
  switch (sort) {
    case "price-asc":
      return sql`p.amount, e.sold_count desc, e.product_id`;
    case "price-desc":
      return sql`p.amount desc, e.sold_count desc, e.product_id`;
    case "newest":
      return sql`e.published_at desc nulls last, e.product_id`;
    case "best-selling":
      return sql`e.sold_count desc, e.product_id`;
    case "relevance":
      return listing.terms.length > 0
        ? sql`${score(listing)} desc, e.product_id`
        : sql`e.in_stock desc, e.sold_count desc, e.product_id`;
  }
}
