import type { Tx } from "@/lib/db/client";

/** Whether the product is the merchant's; for the transaction, nobody else makes or closes a drop of it. */
export async function lockOwnProduct(tx: Tx, merchantId: string, productId: string): Promise<boolean> {
  const found = await tx.$queryRaw<object[]>`
    SELECT product_id FROM product
     WHERE product_id = ${productId}::uuid AND merchant_id = ${merchantId}::uuid FOR NO KEY UPDATE`;
  return found.length === 1;
}
