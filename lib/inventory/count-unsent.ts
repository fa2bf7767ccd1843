import { z } from "zod";
import type { Tx } from "@/lib/db/client";

interface Place {
  merchantId: string;
  locationId: string;
}

/**
 * Parcels that are still to leave a location: its open fulfilments, and orders that bought from it and are not cut yet,
 * however long that takes. The caller holds the location's rows of stock, so that nothing more is sold from them. What is
 * not cut is looked for first: cut meanwhile, it is among the open ones.
 */
export async function countUnsent(tx: Tx, place: Place): Promise<number> {
  const uncut = await countUncut(tx, place);
  const open = await tx.fulfilment.count({ where: { ...place, status: { in: ["to_pack", "partially_shipped"] } } });
  return uncut + open;
}

/**
 * An order's parts are cut together, and none of it leaves before: one that is not cut is `paid` and has no `cut_at`. So no
 * more is read than what the worker has not come to, whatever was ever sold or waits to be packed; the merchant's parts tell
 * of orders that were cut before that was noted. Indexes: order_uncut_paid, fulfilment (merchant_id, order_id, location_id), and
 * the keys of order_line and stock_hold.
 */
async function countUncut(tx: Tx, { merchantId, locationId }: Place): Promise<number> {
  const paid = z.array(z.object({ orderId: z.string(), productId: z.string() })).parse(
    await tx.$queryRaw`
      SELECT DISTINCT l.order_id AS "orderId", l.product_id AS "productId" FROM "order" o
        JOIN order_line l ON l.customer_id = o.customer_id AND l.order_id = o.order_id
       WHERE o.status = 'paid' AND o.cut_at IS NULL AND l.merchant_id = ${merchantId}::uuid`,
  );
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
