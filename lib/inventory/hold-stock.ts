import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";
import { inLockOrder, type StockLine } from "./stock";

/**
 * Sets units aside for an order until `expiresAt`. One statement a line, on that product's shard: the units are taken
 * only where enough are free, and the hold and the ledger entry are written only if they were. The first line that
 * cannot be had is the error; the caller's transaction must then roll back.
 */
export async function holdStock(
  tx: Tx,
  hold: { orderId: string; lines: readonly StockLine[]; expiresAt: Date; actor: string; now: Date },
): Promise<Result<null, { code: "out_of_stock"; line: StockLine }>> {
  for (const line of inLockOrder(hold.lines)) {
    const { productId, variantId, quantity } = line;
    const taken = await tx.$executeRaw`
      WITH moved AS (
        UPDATE stock_level SET held = held + ${quantity}::int, updated_at = ${hold.now}::timestamptz
         WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND on_hand - held >= ${quantity}::int
        RETURNING product_id, variant_id
      ), entry AS (
        INSERT INTO stock_ledger (product_id, entry_id, variant_id, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
        SELECT product_id, ${newId()}::uuid, variant_id, 'held', 0, ${quantity}::int, 0, ${hold.actor}, ${hold.orderId}::uuid, '', ${hold.now}::timestamptz FROM moved
      )
      INSERT INTO stock_hold (product_id, order_id, variant_id, quantity, status, expires_at, created_at)
      SELECT product_id, ${hold.orderId}::uuid, variant_id, ${quantity}::int, 'held', ${hold.expiresAt}::timestamptz, ${hold.now}::timestamptz FROM moved
      ON CONFLICT (product_id, order_id, variant_id)
        DO UPDATE SET status = EXCLUDED.status, quantity = EXCLUDED.quantity, expires_at = EXCLUDED.expires_at WHERE stock_hold.status = 'released'`;
    if (taken === 0) return err({ code: "out_of_stock", line });
  }
  return ok(null);
}
