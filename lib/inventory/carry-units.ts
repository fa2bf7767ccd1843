import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { StockLine, StockRow } from "./stock";

/**
 * Moves units that were just put back on a row to another location, where they really lie: on its first row, which is
 * made where the variant was never kept there. The caller holds the variant's rows. Returns what can be bought from that
 * row now.
 */
export async function carryUnits(
  tx: Tx,
  { productId, variantId, locationId, stripe, quantity }: StockLine & StockRow,
  to: string,
  { orderId, actor, reason, now }: { orderId: string; actor: string; reason: string; now: Date },
): Promise<number> {
  const [level] = carried.parse(
    await tx.$queryRaw`
    WITH away AS (
      UPDATE stock_level SET on_hand = on_hand - ${quantity}::int, updated_at = ${now}::timestamptz
       WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND location_id = ${locationId}::uuid AND stripe = ${stripe}::smallint
    ), entry AS (
      INSERT INTO stock_ledger (product_id, entry_id, variant_id, location_id, stripe, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
      VALUES
        (${productId}::uuid, ${newId()}::uuid, ${variantId}::uuid, ${locationId}::uuid, ${stripe}::smallint, 'transferred', -${quantity}::int, 0, 0, ${actor}, ${orderId}::uuid, ${reason}, ${now}::timestamptz),
        (${productId}::uuid, ${newId()}::uuid, ${variantId}::uuid, ${to}::uuid, 0, 'transferred', ${quantity}::int, 0, 0, ${actor}, ${orderId}::uuid, ${reason}, ${now}::timestamptz)
    )
    INSERT INTO stock_level (product_id, variant_id, location_id, stripe, on_hand, updated_at)
    VALUES (${productId}::uuid, ${variantId}::uuid, ${to}::uuid, 0, ${quantity}::int, ${now}::timestamptz)
    ON CONFLICT (product_id, variant_id, location_id, stripe)
      DO UPDATE SET on_hand = stock_level.on_hand + EXCLUDED.on_hand, updated_at = EXCLUDED.updated_at
    RETURNING on_hand + oversell_max - held AS free`,
  );
  if (!level) throw new Error(`the stock of ${variantId} at ${to} is gone`);
  return level.free;
}

const carried = z.array(z.object({ free: z.number() }));
