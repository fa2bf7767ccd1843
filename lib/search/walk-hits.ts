import { z } from "zod";
import { inLanguage } from "@/lib/catalog/in-language";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { writeQuery } from "./ask-index";
import { filterConditions, type Listing } from "./match-sql";
import type { Stretch } from "./select-hits";
import { allTiers } from "./tiers";

const { sql, raw, join, empty } = Prisma;

/** How deep a list is walked: who sorts a hundred thousand products by price wants the first of them. */
export const walkedMax = 480;

/**
 * A stretch of a list too long to be read whole, in an order that has an index: along the index, each row looked up in
 * the other two tables, until the stretch is full. At least one in a few hundred rows is a hit, or the list would not be
 * long.
 */
export async function walkHits(db: Db, listing: Listing, { offset, limit, without = [] }: Stretch): Promise<string[]> {
  const { language, currency, filters, sort } = listing.request;
  const query = writeQuery(listing, "all");
  const price = sql`catalog_price where currency = ${currency}`;
  const entry = sql`catalog_entry where status = 'active'`;
  const passes = filterConditions(filters).map((condition) => sql`and ${condition}`);
  if (without.length > 0) passes.push(sql`and e.product_id <> all(${[...without]}::uuid[])`);
  // Most stand in the last tiers, and none in two. Few rows answer, so the words are looked up before the rest.
  const text = (product: Prisma.Sql) =>
    query
      ? sql`cross join lateral (
          select from (${join(
            allTiers.toReversed().map(
              (tier) => sql`
                select from catalog_text
                where language = ${inLanguage(language)} and tier = ${raw(String(tier))} and product_id = ${product} and document @@ ${query}::tsquery`,
            ),
            " union all ",
          )}) any_tier limit 1) t`
      : empty;
  const { priceMin = 0, priceMax = 2_147_483_647 } = filters;
  const from =
    sort === "newest"
      ? sql`(select * from ${entry} and published_at is not null) e
          ${text(sql`e.product_id`)}
          cross join lateral (select amount from ${price} and product_id = e.product_id offset 0) p`
      : sql`(select product_id, amount from ${price} and amount between ${priceMin} and ${priceMax}) p
          ${text(sql`p.product_id`)}
          cross join lateral (select * from ${entry} and product_id = p.product_id offset 0) e`;
  const order = {
    "price-asc": sql`p.amount, p.product_id`,
    "price-desc": sql`p.amount desc, p.product_id desc`,
    newest: sql`e.published_at desc, e.product_id`,
  };
  const rows = await db.$queryRaw`
    select e.product_id as "productId" from ${from}
    where true ${passes.length > 0 ? join(passes, " ") : empty}
    order by ${order[sort === "price-asc" || sort === "price-desc" ? sort : "newest"]}
    limit ${limit} offset ${offset}`;
  return z
    .array(z.object({ productId: z.string() }))
    .parse(rows)
    .map((row) => row.productId);
}
