import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";

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

/**
 * Units of a product that are sold and lie where they lay: in fulfilments, and of orders that are not cut yet. `on_hand`
 * no longer has them. Open units are read together with which orders are cut, so that one that is cut meanwhile counts
 * once. Indexes: order_uncut, fulfilment_line_unsent, fulfilment (merchant_id, order_id, location_id), and the keys of
 * fulfilment, order_line and stock_hold.
 */
export async function readUnsent(db: Db | Tx, { merchantId, productId }: OwnProduct): Promise<UnsentUnits[]> {
  const waiting = orderIdsSchema.parse(
    await db.$queryRaw`
      SELECT DISTINCT l.order_id AS "orderId" FROM "order" o
        JOIN order_line l ON l.customer_id = o.customer_id AND l.order_id = o.order_id
       WHERE o.status = 'paid' AND o.cut_at IS NULL AND l.merchant_id = ${merchantId}::uuid AND l.product_id = ${productId}::uuid`,
  );
  const orderIds = waiting.map(({ orderId }) => orderId);
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
