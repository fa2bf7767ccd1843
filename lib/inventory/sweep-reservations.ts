import { z } from "zod";
import { reindexProducts } from "@/lib/catalog/reindex-products";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { unreserveStock } from "./unreserve-stock";

/** So many orders' reservations a run: the next one, a minute later, takes up where this one ended. */
const ordersMax = 500;

const overdue = z.array(
  z.object({ orderId: z.string(), productId: z.string(), variantId: z.string(), quantity: z.number() }),
);

/**
 * Gives back what was reserved and whose order never came: its process died in between, or the parcel of an exchange
 * never arrived. One transaction an order, the longest overdue first. Returns the units given back.
 */
export async function sweepReservations(db: Db, now: Date): Promise<number> {
  const rows = overdue.parse(
    await db.$queryRaw`
      SELECT order_id AS "orderId", product_id AS "productId", variant_id AS "variantId", quantity
        FROM stock_hold WHERE status = 'reserved' AND expires_at < ${now}::timestamptz
       ORDER BY expires_at LIMIT ${ordersMax}::int`,
  );
  let swept = 0;
  for (const [orderId, lines] of Map.groupBy(rows, (row) => row.orderId))
    swept += await inTransaction(db, async (tx) => {
      const units = await unreserveStock(tx, { orderId, lines, actor: "clock", reason: "expired", now });
      if (units > 0)
        await reindexProducts(
          tx,
          lines.map(({ productId }) => productId),
        );
      return units;
    });
  return swept;
}
