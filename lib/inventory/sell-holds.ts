import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { type Claim, type HeldUnits, lockHolds } from "./claim-holds";
import { enqueueLow, idsOf, unitsLeft } from "./tell-stock";

/**
 * Turns all an order holds of these lines into sales. Returns how many units were held: fewer than the lines ask for
 * means they were not. The holds are locked first, then the stock rows, each in the order of their keys.
 */
export async function sellHolds(tx: Tx, sale: Omit<Claim, "reason">): Promise<number> {
  const holds = await lockHolds(tx, sale, "held");
  if (holds.length === 0) return 0;
  await enqueueLow(tx, await sell(tx, holds, sale));
  return holds.reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * One statement for the holds, their rows and the ledger. A hold keeps its quantity: its status says what became of it.
 * Returns what is left: a sale changes nothing of what is free, so the same statement can look.
 */
async function sell(
  tx: Tx,
  holds: readonly HeldUnits[],
  { orderId, actor, now }: Omit<Claim, "reason" | "lines">,
): Promise<unknown> {
  const { productIds } = idsOf(holds);
  return tx.$queryRaw`
    WITH held AS MATERIALIZED (
      SELECT * FROM unnest(
        ${holds.map(({ productId }) => productId)}::uuid[], ${holds.map(({ variantId }) => variantId)}::uuid[],
        ${holds.map(({ locationId }) => locationId)}::uuid[], ${holds.map(({ stripe }) => stripe)}::smallint[],
        ${holds.map(({ quantity }) => quantity)}::int[], ${holds.map(() => newId())}::uuid[])
        AS h (product_id, variant_id, location_id, stripe, quantity, entry_id)
    ), level AS MATERIALIZED (
      SELECT l.product_id, l.variant_id, l.location_id, l.stripe, h.quantity, h.entry_id FROM stock_level l
        JOIN held h ON h.product_id = l.product_id AND h.variant_id = l.variant_id AND h.location_id = l.location_id AND h.stripe = l.stripe
       WHERE l.product_id = ANY(${productIds}::uuid[])
       ORDER BY l.product_id, l.variant_id, l.location_id, l.stripe FOR UPDATE OF l
    ), moved AS (
      UPDATE stock_level l
         SET on_hand = l.on_hand - v.quantity, held = l.held - v.quantity, sold = l.sold + v.quantity, updated_at = ${now}::timestamptz
        FROM level v
       WHERE l.product_id = ANY(${productIds}::uuid[]) AND l.product_id = v.product_id AND l.variant_id = v.variant_id
         AND l.location_id = v.location_id AND l.stripe = v.stripe
    ), hold AS (
      UPDATE stock_hold s SET status = 'sold' FROM held h
       WHERE s.product_id = ANY(${productIds}::uuid[]) AND s.order_id = ${orderId}::uuid AND s.product_id = h.product_id
         AND s.variant_id = h.variant_id AND s.location_id = h.location_id AND s.stripe = h.stripe
    ), entry AS (
      INSERT INTO stock_ledger (product_id, entry_id, variant_id, location_id, stripe, change, on_hand_delta, held_delta, sold_delta, actor, order_id, reason, at)
      SELECT product_id, entry_id, variant_id, location_id, stripe, 'sold', -quantity, -quantity, quantity, ${actor}, ${orderId}::uuid, '', ${now}::timestamptz FROM level
    )
    ${unitsLeft(holds)}`;
}
