import { z } from "zod";
import { days } from "@/lib/core/clock";
import type { Db, Tx } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

const newDays = 60;
/** Categories and brands a shopper cares for, of which the newest of each are looked at. */
const interestsMax = 6;
const newestMax = 12;
/** How far down the newest they are found, should most of them have no price in the currency. */
const depthMax = 1_000;

/**
 * What is new in the categories and of the brands of these products, which somebody looked at or bought: most of what
 * they care for first, then the newest. None of the products themselves, all in stock and with a price in the market. By
 * the indexes `catalog_entry_leaf_published` and `catalog_entry_brand_published`.
 */
export async function readNewFor(
  db: Db | Tx,
  productIds: readonly string[],
  market: ListMarket,
  now: Date,
  limit: number,
): Promise<ProductCard[]> {
  const known = [...productIds];
  if (known.length === 0) return [];
  const since = new Date(now.getTime() - days(newDays));
  const found = z.array(z.object({ productId: z.string() })).parse(
    await db.$queryRaw`
      with seen as (
        select lineage[cardinality(lineage)] as leaf, brand from catalog_entry where product_id = any(${known}::uuid[])),
      leaf as (select leaf, count(*) as weight from seen group by leaf order by 2 desc, 1 limit ${interestsMax}),
      brand as (
        select brand, count(*) as weight from seen where brand <> '' group by brand order by 2 desc, 1 limit ${interestsMax}),
      fresh as (
        select e.product_id, e.published_at, l.weight from leaf l, lateral (
          select product_id, published_at from (
            select product_id, published_at, in_stock, amounts from catalog_entry
            where status = 'active' and lineage[cardinality(lineage)] = l.leaf and published_at > ${since}
            order by published_at desc, product_id limit ${depthMax}) newest
          where in_stock and amounts ? ${market.currency}::text
          order by published_at desc, product_id limit ${newestMax}) e
        union all
        select e.product_id, e.published_at, b.weight from brand b, lateral (
          select product_id, published_at from (
            select product_id, published_at, in_stock, amounts from catalog_entry
            where status = 'active' and brand = b.brand and published_at > ${since}
            order by published_at desc, product_id limit ${depthMax}) newest
          where in_stock and amounts ? ${market.currency}::text
          order by published_at desc, product_id limit ${newestMax}) e)
      select product_id as "productId" from fresh
      where product_id <> all(${known}::uuid[])
      group by product_id, published_at
      order by sum(weight) desc, published_at desc, product_id limit ${limit}`,
  );
  return readCards(
    db,
    found.map(({ productId }) => productId),
    market,
    now,
  );
}
