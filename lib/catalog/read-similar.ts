import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

const shownMax = 8;
/** Best sellers of the category, and of its department, among which the most alike are looked for. */
const candidatesMax = 60;
/** How far down the best sellers they are found, should most of them have no price in the market's currency. */
const depthMax = 5_000;

/**
 * Products a shopper of this one may prefer, of those that can be had in the market, by how alike they are: its own
 * category before its department, the properties they share, and a price near its own (twice as dear or half as dear
 * counts half). Never itself, nor what stands elsewhere on its page. Reads the projection alone, the candidates by the
 * indexes `catalog_entry_leaf_available` and `catalog_entry_department_available`.
 */
export async function readSimilar(
  db: Db | Tx,
  productId: string,
  market: ListMarket,
  without: readonly string[] = [],
): Promise<ProductCard[]> {
  const found = z.array(z.object({ productId: z.string() })).parse(
    await db.$queryRaw`
      with this as (
        select lineage, facets, (amounts->>${market.currency}::text)::int as amount from catalog_entry
        where product_id = ${productId}::uuid),
      near as (
        select product_id, facets, amounts, sold_count, 1 as closeness from (
          select product_id, facets, amounts, sold_count from catalog_entry
          where status = 'active' and in_stock
            and lineage[cardinality(lineage)] = (select lineage[cardinality(lineage)] from this)
          order by sold_count desc, product_id limit ${depthMax}) available
        where amounts ? ${market.currency}::text
        order by sold_count desc, product_id limit ${candidatesMax}),
      around as (
        select product_id, facets, amounts, sold_count, 0 as closeness from (
          select product_id, facets, amounts, sold_count from catalog_entry
          where status = 'active' and in_stock and lineage[1] = (select lineage[1] from this)
          order by sold_count desc, product_id limit ${depthMax}) available
        where amounts ? ${market.currency}::text
        order by sold_count desc, product_id limit ${candidatesMax}),
      candidate as (
        select distinct on (product_id) *, (amounts->>${market.currency}::text)::int as amount
        from (select * from near union all select * from around) every
        where product_id <> all(${[productId, ...without]}::uuid[])
        order by product_id, closeness desc)
      select c.product_id as "productId"
      from candidate c cross join this
      order by
        2 * c.closeness
          + 1.5 * (select count(*) from unnest(c.facets) as facet where facet = any(this.facets)) / greatest(1, cardinality(this.facets))
          + coalesce(power(2, -abs(ln(greatest(c.amount, 1)::float8 / greatest(this.amount, 1)) / ln(2))), 0) desc,
        c.sold_count desc, c.product_id
      limit ${shownMax}`,
  );
  return readCards(
    db,
    found.map((row) => row.productId),
    market,
  );
}
