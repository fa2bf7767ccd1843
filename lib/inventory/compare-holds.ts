import { z } from "zod";
import type { Db } from "@/lib/db/client";

const units = z.object({ held: z.number(), sold: z.number() });

const differences = z.array(
  z.object({
    productId: z.string(),
    variantId: z.string(),
    locationId: z.string(),
    stripe: z.number(),
    orderId: z.string(),
    hold: units,
    ledger: units,
  }),
);
/** An order's hold on a row of stock that is not what the row's ledger says of that order. */
export type HoldDifference = z.infer<typeof differences>[number];

/**
 * Holds what orders have of these products' stock against its ledger, order by order: units reserved or held, and units sold.
 * One statement, so that what is bought meanwhile is in both or in neither. Of a variant that is gone nothing is counted any more.
 */
export async function compareHolds(db: Db, productIds: readonly string[]): Promise<HoldDifference[]> {
  return differences.parse(
    await db.$queryRaw`
      WITH hold AS (
        SELECT product_id, variant_id, location_id, stripe, order_id,
               CASE WHEN status IN ('reserved', 'held') THEN quantity ELSE 0 END AS held,
               CASE WHEN status = 'sold' THEN quantity ELSE 0 END AS sold
          FROM stock_hold WHERE product_id = ANY(${productIds}::uuid[])
      ), entry AS (
        SELECT product_id, variant_id, location_id, stripe, order_id,
               sum(held_delta)::int AS told_held, sum(sold_delta)::int AS told_sold
          FROM stock_ledger WHERE product_id = ANY(${productIds}::uuid[]) AND order_id IS NOT NULL
         GROUP BY 1, 2, 3, 4, 5
      ), both_sides AS (
        SELECT product_id, variant_id, location_id, stripe, order_id,
               coalesce(held, 0) AS held, coalesce(sold, 0) AS sold,
               coalesce(told_held, 0) AS told_held, coalesce(told_sold, 0) AS told_sold
          FROM hold FULL JOIN entry USING (product_id, variant_id, location_id, stripe, order_id)
      )
      SELECT product_id AS "productId", variant_id AS "variantId", location_id AS "locationId", stripe, order_id AS "orderId",
             jsonb_build_object('held', held, 'sold', sold) AS hold,
             jsonb_build_object('held', told_held, 'sold', told_sold) AS ledger
        FROM both_sides b
       WHERE (held, sold) IS DISTINCT FROM (told_held, told_sold) AND EXISTS (
         SELECT FROM variant v
          WHERE v.product_id = ANY(${productIds}::uuid[]) AND v.product_id = b.product_id AND v.variant_id = b.variant_id)
       ORDER BY product_id, variant_id, location_id, stripe, order_id`,
  );
}

const kept = z.array(
  z.object({
    productId: z.string(),
    variantId: z.string(),
    locationId: z.string(),
    stripe: z.number(),
    orderId: z.string(),
    status: z.enum(["reserved", "held"]),
    quantity: z.number(),
  }),
);
export type StrandedHold = z.infer<typeof kept>[number];

/**
 * Units that are kept from everybody for nobody: held for an order that does not wait for its payment, or reserved past their
 * time and not swept for a quarter of an hour. An order and its units change at once, and belong to two families: what is held
 * before its order was looked at, and after, is not about to be sold.
 */
export async function findStrandedHolds(db: Db, productIds: readonly string[]): Promise<StrandedHold[]> {
  const before = await readKept(db, productIds);
  const waiting = await readWaiting(
    db,
    before.map(({ orderId }) => orderId),
  );
  const isStranded = ({ status, orderId }: StrandedHold) => status === "reserved" || !waiting.has(orderId);
  const suspects = new Set(before.filter(isStranded).map(keyOf));
  if (suspects.size === 0) return [];
  return (await readKept(db, productIds)).filter((hold) => suspects.has(keyOf(hold)));
}

const keyOf = ({ productId, variantId, locationId, stripe, orderId, status }: StrandedHold): string =>
  [productId, variantId, locationId, stripe, orderId, status].join(" ");

async function readKept(db: Db, productIds: readonly string[]): Promise<StrandedHold[]> {
  return kept.parse(
    await db.$queryRaw`
      SELECT product_id AS "productId", variant_id AS "variantId", location_id AS "locationId", stripe,
             order_id AS "orderId", status, quantity
        FROM stock_hold
       WHERE product_id = ANY(${productIds}::uuid[])
         AND (status = 'held' OR (status = 'reserved' AND expires_at < now() - interval '15 minutes'))
       ORDER BY product_id, variant_id, location_id, stripe, order_id`,
  );
}

/** Those of these orders that wait for their payment, which are few of all. Index: order (status, expires_at). */
async function readWaiting(db: Db, orderIds: readonly string[]): Promise<Set<string>> {
  const found = await db.order.findMany({
    where: { status: "pending_payment", orderId: { in: [...orderIds] } },
    select: { orderId: true },
  });
  return new Set(found.map(({ orderId }) => orderId));
}
