import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { ProductCard } from "./product";
import { type ListMarket, readCards } from "./read-cards";

/**
 * What sells better than it used to in a category, or in the whole shop (`everywhere`), without what stands beside it
 * already; by the index on its score.
 */
export async function readTrending(
  db: Db | Tx,
  categoryId: string,
  market: ListMarket,
  limit: number,
  taken: readonly string[] = [],
): Promise<ProductCard[]> {
  const found = z.array(z.object({ productId: z.string() })).parse(
    await db.$queryRaw`
      select t.product_id as "productId"
      from trending t
      join catalog_entry e on e.product_id = t.product_id and e.status = 'active' and e.in_stock
      join catalog_price p on p.currency = ${market.currency} and p.product_id = t.product_id
      where t.category_id = ${categoryId}::uuid and t.product_id <> all(${taken}::uuid[])
      order by t.score desc, t.product_id limit ${limit}`,
  );
  return readCards(
    db,
    found.map(({ productId }) => productId),
    market,
  );
}
