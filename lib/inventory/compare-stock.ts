import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";

const counters = z.object({ onHand: z.number(), held: z.number(), sold: z.number() });
export type Counters = z.infer<typeof counters>;

const differences = z.array(
  z.object({
    productId: z.string(),
    variantId: z.string(),
    locationId: z.string(),
    stripe: z.number(),
    counted: counters,
    ledger: counters,
  }),
);
/** A row of stock whose counters are not what its ledger adds up to. */
export type StockDifference = z.infer<typeof differences>[number];

/**
 * Holds the counters of these products' stock against their ledger. One statement, so that what is bought meanwhile is
 * in both or in neither. Of a variant that is gone nothing is counted any more.
 */
export async function compareStock(db: Db | Tx, productIds: readonly string[]): Promise<StockDifference[]> {
  return differences.parse(
    await db.$queryRaw`
      WITH level AS (
        SELECT product_id, variant_id, location_id, stripe, on_hand, held, sold
          FROM stock_level WHERE product_id = ANY(${productIds}::uuid[])
      ), entry AS (
        SELECT product_id, variant_id, location_id, stripe,
               sum(on_hand_delta)::int AS on_hand, sum(held_delta)::int AS held, sum(sold_delta)::int AS sold
          FROM stock_ledger g WHERE product_id = ANY(${productIds}::uuid[]) AND EXISTS (
            SELECT FROM variant v
             WHERE v.product_id = ANY(${productIds}::uuid[]) AND v.product_id = g.product_id AND v.variant_id = g.variant_id)
         GROUP BY 1, 2, 3, 4
      ), both_sides AS (
        SELECT product_id, variant_id, location_id, stripe,
               coalesce(l.on_hand, 0) AS on_hand, coalesce(l.held, 0) AS held, coalesce(l.sold, 0) AS sold,
               coalesce(e.on_hand, 0) AS told_on_hand, coalesce(e.held, 0) AS told_held, coalesce(e.sold, 0) AS told_sold
          FROM level l FULL JOIN entry e USING (product_id, variant_id, location_id, stripe)
      )
      SELECT product_id AS "productId", variant_id AS "variantId", location_id AS "locationId", stripe,
             jsonb_build_object('onHand', on_hand, 'held', held, 'sold', sold) AS counted,
             jsonb_build_object('onHand', told_on_hand, 'held', told_held, 'sold', told_sold) AS ledger
        FROM both_sides WHERE (on_hand, held, sold) IS DISTINCT FROM (told_on_hand, told_held, told_sold)
       ORDER BY product_id, variant_id, location_id, stripe`,
  );
}

const productsEach = 200;

/** A slice of the catalog, from a product on; `next` is where the following one begins. */
export async function compareStockFrom(
  db: Db,
  after: string | null,
): Promise<{ productIds: string[]; differences: StockDifference[]; next: string | null }> {
  const found = await db.product.findMany({
    where: after ? { productId: { gt: after } } : {},
    orderBy: { productId: "asc" },
    take: productsEach,
    select: { productId: true },
  });
  const productIds = found.map(({ productId }) => productId);
  return {
    productIds,
    differences: await compareStock(db, productIds),
    next: found.length === productsEach ? (productIds.at(-1) ?? null) : null,
  };
}
