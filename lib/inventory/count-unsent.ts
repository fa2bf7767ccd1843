import type { Tx } from "@/lib/db/client";

/** An order that was paid is cut within seconds; one that waits for a worker to come back, within this. */
const cutWithinMs = 24 * 3_600_000;

/**
 * Parcels that are still to leave a location: its open fulfilments, and orders that bought from it and are not cut yet. The
 * caller holds the location's rows of stock, so that nothing more is sold from them. What is not cut is looked for first: cut
 * meanwhile, it is among the open ones.
 */
export async function countUnsent(
  tx: Tx,
  { merchantId, locationId }: { merchantId: string; locationId: string },
  productIds: readonly string[],
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - cutWithinMs);
  const sold = await tx.$queryRaw<{ orderId: string }[]>`
    SELECT order_id AS "orderId" FROM stock_ledger
     WHERE product_id = ANY(${productIds}::uuid[]) AND location_id = ${locationId}::uuid AND at > ${since}::timestamptz AND order_id IS NOT NULL
     GROUP BY order_id HAVING sum(sold_delta) > 0`;
  const orderIds = sold.map(({ orderId }) => orderId);
  const cut = await tx.fulfilment.findMany({
    where: { merchantId, orderId: { in: orderIds } },
    select: { orderId: true },
  });
  const known = new Set(cut.map(({ orderId }) => orderId));
  const open = await tx.fulfilment.count({
    where: { merchantId, locationId, status: { in: ["to_pack", "partially_shipped"] } },
  });
  return open + orderIds.filter((orderId) => !known.has(orderId)).length;
}
