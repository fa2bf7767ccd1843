import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { listWaiting } from "./list-waiting";

interface OwnProduct {
  merchantId: string;
  productId: string;
}

export interface UnsentUnits {
  variantId: string;
  locationId: string;
  units: number;
}

const unitsSchema = z.array(z.object({ variantId: z.string(), locationId: z.string(), units: z.number() }));
const orderIdsSchema = z.array(z.object({ orderId: z.string() }));

/** Units of a product that are sold and lie where they lay; `on_hand` no longer has them. */
export async function readUnsent(db: Db | Tx, product: OwnProduct): Promise<UnsentUnits[]> {
  return readUnsentOf(db, product, await listUncut(db, product));
}

/**
 * Orders of the product that are not cut yet, and where many are not, those that are as well since the oldest of them was
 * paid: so no more is read than a few of the whole shop's, or the product's own. Whoever holds a lock does not ask for it.
 * Index: the key of order_line.
 */
export async function listUncut(db: Db | Tx, { merchantId, productId }: OwnProduct): Promise<string[]> {
  const waiting = await listWaiting(db);
  if ("since" in waiting) {
    const variants = await db.variant.findMany({ where: { productId }, select: { variantId: true } });
    return listSoldSince(db, { productId, variantIds: variants.map(({ variantId }) => variantId) }, waiting.since);
  }
  const { customerIds, orderIds } = waiting;
  const own = orderIdsSchema.parse(
    await db.$queryRaw`
      SELECT DISTINCT l.order_id AS "orderId"
        FROM unnest(${customerIds}::uuid[], ${orderIds}::uuid[]) AS u (customer_id, order_id)
        JOIN order_line l ON l.customer_id = u.customer_id AND l.order_id = u.order_id
       WHERE l.customer_id = ANY(${customerIds}::uuid[]) AND l.merchant_id = ${merchantId}::uuid AND l.product_id = ${productId}::uuid`,
  );
  return own.map(({ orderId }) => orderId);
}

/** Orders that bought some of the variants since a time. Index: stock_ledger (product_id, variant_id, at). */
export async function listSoldSince(
  db: Db | Tx,
  { productId, variantIds }: { productId: string; variantIds: string[] },
  since: Date,
): Promise<string[]> {
  const sold = orderIdsSchema.parse(
    await db.$queryRaw`
      SELECT DISTINCT order_id AS "orderId" FROM stock_ledger
       WHERE product_id = ${productId}::uuid AND variant_id = ANY(${variantIds}::uuid[]) AND at >= ${since}::timestamptz
         AND change = 'sold' AND order_id IS NOT NULL`,
  );
  return sold.map(({ orderId }) => orderId);
}

/**
 * The unsent units in fulfilments, and those of the given orders that are not cut yet. Open units are read together with
 * which orders are cut, so that one that is cut meanwhile counts once. Indexes: fulfilment_line_unsent, fulfilment
 * (merchant_id, order_id, location_id), and the keys of fulfilment and stock_hold.
 */
export async function readUnsentOf(
  db: Db | Tx,
  { merchantId, productId }: OwnProduct,
  orderIds: string[],
): Promise<UnsentUnits[]> {
  const [parts] = z.array(z.object({ open: unitsSchema, cut: z.array(z.string()) })).parse(
    await db.$queryRaw`
      SELECT ARRAY(
        SELECT order_id::text FROM fulfilment WHERE merchant_id = ${merchantId}::uuid AND order_id = ANY(${orderIds}::uuid[])
      ) AS cut, (
        SELECT coalesce(jsonb_agg(jsonb_build_object('variantId', l.variant_id, 'locationId', f.location_id,
            'units', l.quantity - l.shipped_quantity - l.cancelled_quantity)), '[]'::jsonb)
          FROM fulfilment_line l
          JOIN fulfilment f ON f.merchant_id = l.merchant_id AND f.fulfilment_id = l.fulfilment_id
         WHERE l.merchant_id = ${merchantId}::uuid AND f.merchant_id = ${merchantId}::uuid AND l.product_id = ${productId}::uuid
           AND l.shipped_quantity + l.cancelled_quantity < l.quantity
      ) AS open`,
  );
  const cut = new Set(parts?.cut);
  const uncut = orderIds.filter((orderId) => !cut.has(orderId));
  const sold = unitsSchema.parse(
    await db.$queryRaw`
      SELECT variant_id AS "variantId", location_id AS "locationId", sum(quantity)::int AS units FROM stock_hold
       WHERE product_id = ${productId}::uuid AND order_id = ANY(${uncut}::uuid[]) AND status = 'sold'
       GROUP BY variant_id, location_id`,
  );
  return [...(parts?.open ?? []), ...sold];
}

export const unsentAt = (unsent: readonly UnsentUnits[], variantId: string, locationId: string): number =>
  unsent.reduce(
    (sum, each) => sum + (each.variantId === variantId && each.locationId === locationId ? each.units : 0),
    0,
  );
