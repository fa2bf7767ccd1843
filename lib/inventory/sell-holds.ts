import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { inLockOrder, type StockLine } from "./stock";

/** Turns an order's holds into sales. Returns how many lines were still held: fewer than given means they were not. */
export async function sellHolds(
  tx: Tx,
  sale: { orderId: string; lines: readonly StockLine[]; actor: string; now: Date },
): Promise<number> {
  let sold = 0;
  for (const { productId, variantId } of inLockOrder(sale.lines)) {
    sold += await tx.$executeRaw`
      WITH claimed AS (
        UPDATE stock_hold SET status = 'sold'
         WHERE product_id = ${productId}::uuid AND order_id = ${sale.orderId}::uuid AND variant_id = ${variantId}::uuid AND status = 'held'
        RETURNING product_id, variant_id, quantity
      ), moved AS (
        UPDATE stock_level
           SET on_hand = stock_level.on_hand - claimed.quantity, held = stock_level.held - claimed.quantity,
               sold = stock_level.sold + claimed.quantity, updated_at = ${sale.now}::timestamptz
          FROM claimed
         WHERE stock_level.product_id = ${productId}::uuid AND stock_level.variant_id = ${variantId}::uuid AND claimed.product_id = stock_level.product_id
      )
      INSERT INTO stock_ledger (product_id, entry_id, variant_id, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
      SELECT product_id, ${newId()}::uuid, variant_id, 'sold', -quantity, -quantity, quantity, ${sale.actor}, ${sale.orderId}::uuid, '', ${sale.now}::timestamptz FROM claimed`;
  }
  return sold;
}
