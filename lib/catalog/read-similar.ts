import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

const shownMax = 8;
/** Best sellers of the category, and of the one above it, among which the most alike are looked for. */
const candidatesMax = 60;

/**
 * Products a shopper of this one may prefer: of its category before those beside it, then by the properties they
 * share, in stock first. Reads the projection alone.
 */
export async function readSimilar(db: Db | Tx, productId: string, market: ListMarket): Promise<ProductCard[]> {
  const found = z.array(z.object({ productId: z.string() })).parse(
    await db.$queryRaw`
      with this as (select lineage, facets from catalog_entry where product_id = ${productId}::uuid),
      near as (
        select product_id, facets, in_stock, sold_count, 1 as closeness from catalog_entry
        where status = 'active' and lineage @> (select lineage[cardinality(lineage):] from this)
        order by sold_count desc, product_id limit ${candidatesMax}),
      around as (
        select product_id, facets, in_stock, sold_count, 0 as closeness from catalog_entry
        where status = 'active' and lineage @> (select lineage[:1] from this)
        order by sold_count desc, product_id limit ${candidatesMax})
      select product_id as "productId"
      from (select distinct on (product_id) * from (select * from near union all select * from around) both_sets order by product_id, closeness desc) candidate
      where product_id <> ${productId}::uuid
      order by in_stock desc, closeness desc,
        (select count(*) from unnest(facets) as facet where facet = any((select facets from this)::text[])) desc,
        sold_count desc, product_id
      limit ${shownMax}`,
  );
  return readCards(
    db,
    found.map((row) => row.productId),
    market,
  );
}
