import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { listWaiting } from "./list-waiting";

interface Place {
  merchantId: string;
  locationId: string;
}

const paidSchema = z.array(z.object({ orderId: z.string(), productId: z.string() }));

/**
 * Parcels that are still to leave a location: its open fulfilments, and orders that bought from it and are not cut yet,
 * however long that takes. The caller holds the location's rows of stock, those of all its merchant's products, so that
 * nothing more is sold from them. What is not cut is looked for first: cut meanwhile, it is among the open ones.
 */
export async function countUnsent(tx: Tx, place: Place, ownProductIds: string[]): Promise<number> {
  const uncut = await countUncut(tx, place, ownProductIds);
  const open = await tx.fulfilment.count({ where: { ...place, status: { in: ["to_pack", "partially_shipped"] } } });
  return uncut + open;
}

/**
 * An order's parts are cut together, and none of it leaves before: one that is not cut is `paid` and has no `cut_at`. The
 * merchant's parts tell of orders that were cut before that was noted, or since the oldest that is not. Indexes: fulfilment
 * (merchant_id, order_id, location_id), and the key of stock_hold.
 */
async function countUncut(tx: Tx, { merchantId, locationId }: Place, ownProductIds: string[]): Promise<number> {
  const paid = await listPaid(tx, { merchantId, locationId }, ownProductIds);
  const cut = z.array(z.object({ orderId: z.string() })).parse(
    await tx.$queryRaw`
      SELECT order_id AS "orderId" FROM fulfilment
       WHERE merchant_id = ${merchantId}::uuid AND order_id = ANY(${paid.map(({ orderId }) => orderId)}::uuid[])`,
  );
  const known = new Set(cut.map(({ orderId }) => orderId));
  const uncut = paid.filter(({ orderId }) => !known.has(orderId));
  const productIds = uncut.map(({ productId }) => productId);
  const [sold] = z.array(z.object({ orders: z.number() })).parse(
    await tx.$queryRaw`
      SELECT count(DISTINCT h.order_id)::int AS orders
        FROM unnest(${productIds}::uuid[], ${uncut.map(({ orderId }) => orderId)}::uuid[]) AS u (product_id, order_id)
        JOIN stock_hold h ON h.product_id = u.product_id AND h.order_id = u.order_id
       WHERE h.product_id = ANY(${productIds}::uuid[]) AND h.location_id = ${locationId}::uuid AND h.status = 'sold'`,
  );
  return sold?.orders ?? 0;
}

/**
 * Orders with the merchant's products that may not be cut yet: of the shop's that are not, where those are few, else of what
 * the place has sold since. So no more is read than a few orders' lines, or the place's own sales, whatever was ever sold or
 * waits for the worker. Indexes: the key of order_line, stock_ledger (product_id, variant_id, at).
 */
async function listPaid(
  tx: Tx,
  { merchantId, locationId }: Place,
  ownProductIds: string[],
): Promise<{ orderId: string; productId: string }[]> {
  const waiting = await listWaiting(tx);
  if ("since" in waiting)
    return paidSchema.parse(
      await tx.$queryRaw`
        SELECT DISTINCT e.order_id AS "orderId", e.product_id AS "productId" FROM stock_level s
          JOIN stock_ledger e ON e.product_id = s.product_id AND e.variant_id = s.variant_id AND e.location_id = s.location_id
         WHERE s.product_id = ANY(${ownProductIds}::uuid[]) AND e.product_id = ANY(${ownProductIds}::uuid[])
           AND s.location_id = ${locationId}::uuid AND e.at >= ${waiting.since}::timestamptz
           AND e.change = 'sold' AND e.order_id IS NOT NULL`,
    );
  const { customerIds, orderIds } = waiting;
  return paidSchema.parse(
    await tx.$queryRaw`
      SELECT DISTINCT l.order_id AS "orderId", l.product_id AS "productId"
        FROM unnest(${customerIds}::uuid[], ${orderIds}::uuid[]) AS u (customer_id, order_id)
        JOIN order_line l ON l.customer_id = u.customer_id AND l.order_id = u.order_id
       WHERE l.customer_id = ANY(${customerIds}::uuid[]) AND l.merchant_id = ${merchantId}::uuid`,
  );
}
