import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { inLockOrder, type StockLine } from "./stock";

/** Gives an order's held units back. What is sold or released already stays as it is, so twice is as good as once. */
export async function releaseHolds(
  tx: Tx,
  release: { orderId: string; lines: readonly StockLine[]; actor: string; reason: string; now: Date },
): Promise<void> {
  for (const { productId, variantId } of inLockOrder(release.lines)) {
    await tx.$executeRaw`
      WITH freed AS (
        UPDATE stock_hold SET status = 'released'
         WHERE product_id = ${productId}::uuid AND order_id = ${release.orderId}::uuid AND variant_id = ${variantId}::uuid AND status = 'held'
        RETURNING product_id, variant_id, quantity
      ), moved AS (
        UPDATE stock_level SET held = stock_level.held - freed.quantity, updated_at = ${release.now}::timestamptz
          FROM freed
         WHERE stock_level.product_id = ${productId}::uuid AND stock_level.variant_id = ${variantId}::uuid AND freed.product_id = stock_level.product_id
      )
      INSERT INTO stock_ledger (product_id, entry_id, variant_id, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
      SELECT product_id, ${newId()}::uuid, variant_id, 'released', 0, -quantity, 0, ${release.actor}, ${release.orderId}::uuid, ${release.reason}, ${release.now}::timestamptz FROM freed`;
  }
}
