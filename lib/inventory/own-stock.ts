import type { Tx } from "@/lib/db/client";

/** Whether the variant is one of the merchant's. */
export async function findOwnVariant(
  tx: Tx,
  merchantId: string,
  { productId, variantId }: { productId: string; variantId: string },
): Promise<boolean> {
  const own = await tx.product.findFirst({
    where: { productId, merchantId, variants: { some: { productId, variantId } } },
    select: { productId: true },
  });
  return own !== null;
}

/**
 * Whether the location is the merchant's and in use; it stays so for the transaction. Who takes it out of use waits,
 * and then sees what came to lie there.
 */
export async function lockLocation(tx: Tx, merchantId: string, locationId: string): Promise<boolean> {
  const found = await tx.$queryRaw<object[]>`
    SELECT location_id FROM location WHERE merchant_id = ${merchantId}::uuid AND location_id = ${locationId}::uuid AND active FOR SHARE`;
  return found.length === 1;
}
