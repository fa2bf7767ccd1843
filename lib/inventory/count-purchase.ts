import type { Tx } from "@/lib/db/client";
import type { StockLine } from "./stock";

/**
 * Counts units against what one buyer may have, in one conditional statement: twenty orders at once can't pass the
 * limit together. False when it would be passed; the caller then rolls back. Without a limit they count all the same.
 * Taken before the stock rows, always.
 */
export async function countPurchase(
  tx: Tx,
  { productId, variantId, quantity }: StockLine,
  { buyer, max }: { buyer: string; max: number | null },
  now: Date,
): Promise<boolean> {
  const counted = await tx.$executeRaw`
    INSERT INTO purchase_tally (product_id, variant_id, buyer, quantity, updated_at)
    SELECT ${productId}::uuid, ${variantId}::uuid, ${buyer}, ${quantity}::int, ${now}::timestamptz
     WHERE ${max}::int IS NULL OR ${quantity}::int <= ${max}::int
    ON CONFLICT (product_id, variant_id, buyer) DO UPDATE
       SET quantity = purchase_tally.quantity + EXCLUDED.quantity, updated_at = EXCLUDED.updated_at
     WHERE ${max}::int IS NULL OR purchase_tally.quantity + EXCLUDED.quantity <= ${max}::int`;
  return counted === 1;
}

/** Units a buyer no longer has: given up, or brought back. */
export async function discountPurchase(
  tx: Tx,
  { productId, variantId, quantity }: StockLine,
  buyer: string,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE purchase_tally SET quantity = GREATEST(quantity - ${quantity}::int, 0), updated_at = ${now}::timestamptz
     WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND buyer = ${buyer}`;
}
