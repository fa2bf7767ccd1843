import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { Reservation } from "./reserve-stock";

/**
 * As `countPurchase`, for a batch of one variant's wishes: those who stay within their limit, by their order. A buyer who
 * is in it several times is counted for each in turn until the limit.
 */
export async function countPurchases(tx: Tx, wishes: readonly Reservation[], now: Date): Promise<Set<string>> {
  const limited = wishes.flatMap(({ orderId, line, limit }) => (limit ? [{ orderId, line, ...limit }] : []));
  const [first] = limited;
  if (!first) return new Set();
  const { productId, variantId } = first.line;
  const buyers = [...new Set(limited.map(({ buyer }) => buyer))].toSorted();
  // The rows are made and locked first, in order; what they say then is what counts.
  const tallies = z.array(z.object({ buyer: z.string(), quantity: z.number() })).parse(
    await tx.$queryRaw`
      INSERT INTO purchase_tally (product_id, variant_id, buyer, quantity, updated_at)
      SELECT ${productId}::uuid, ${variantId}::uuid, buyer, 0, ${now}::timestamptz FROM unnest(${buyers}::text[]) AS b (buyer)
      ON CONFLICT (product_id, variant_id, buyer) DO UPDATE SET updated_at = EXCLUDED.updated_at
      RETURNING buyer, quantity`,
  );
  const had = new Map(tallies.map(({ buyer, quantity }) => [buyer, quantity]));
  const before = new Map(had);
  const counted = new Set<string>();
  for (const { orderId, line, buyer, max } of limited) {
    const next = (had.get(buyer) ?? 0) + line.quantity;
    if (next > max) continue;
    had.set(buyer, next);
    counted.add(orderId);
  }
  await addToTallies(
    tx,
    first.line,
    buyers.map((buyer) => ({ buyer, by: (had.get(buyer) ?? 0) - (before.get(buyer) ?? 0) })),
  );
  return counted;
}

/** Those of a batch who were counted and got nothing. Their rows are locked by the count. */
export async function discountPurchases(tx: Tx, wishes: readonly Reservation[]): Promise<void> {
  const [first] = wishes;
  const changes = wishes.flatMap(({ line, limit }) => (limit ? [{ buyer: limit.buyer, by: -line.quantity }] : []));
  if (first) await addToTallies(tx, first.line, changes);
}

async function addToTallies(
  tx: Tx,
  { productId, variantId }: { productId: string; variantId: string },
  changes: readonly { buyer: string; by: number }[],
): Promise<void> {
  const some = changes.filter(({ by }) => by !== 0);
  if (some.length === 0) return;
  await tx.$executeRaw`
    UPDATE purchase_tally t SET quantity = t.quantity + c.by
      FROM (SELECT buyer, sum(by)::int AS by FROM unnest(${some.map(({ buyer }) => buyer)}::text[], ${some.map(({ by }) => by)}::int[]) AS u (buyer, by) GROUP BY 1) c
     WHERE t.product_id = ${productId}::uuid AND t.variant_id = ${variantId}::uuid AND t.buyer = c.buyer`;
}
