import type { Tx } from "@/lib/db/client";
import type { Hold } from "./hold-stock";
import type { StockLine } from "./stock";

/**
 * Makes what was reserved under an order's id the order's own, in the transaction that writes the order. True: every unit
 * of the lines was there. False: their time was over, or somebody gave them back; the caller's transaction must then roll
 * back. The rows of stock are not touched, so nobody waits for them here.
 */
export async function adoptHolds(
  tx: Tx,
  { orderId, lines, expiresAt }: Pick<Hold, "orderId" | "expiresAt"> & { lines: readonly StockLine[] },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ units: number }[]>`
    WITH adopted AS (
      UPDATE stock_hold SET status = 'held', expires_at = ${expiresAt}::timestamptz
       WHERE product_id = ANY(${lines.map(({ productId }) => productId)}::uuid[]) AND order_id = ${orderId}::uuid
         AND variant_id = ANY(${lines.map(({ variantId }) => variantId)}::uuid[]) AND status = 'reserved'
      RETURNING quantity
    )
    SELECT coalesce(sum(quantity), 0)::int AS units FROM adopted`;
  return row?.units === lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
