import type { Tx } from "@/lib/db/client";

/** Whether many want some of these at once: a SKU in a rush, or a product whose drop is not over. */
export async function isWanted(tx: Tx, lines: readonly { productId: string; variantId: string }[]): Promise<boolean> {
  const productIds = [...new Set(lines.map(({ productId }) => productId))];
  const variantIds = lines.map(({ variantId }) => variantId);
  const wanted = await tx.$queryRaw<object[]>`
    SELECT FROM variant WHERE product_id = ANY(${productIds}::uuid[]) AND variant_id = ANY(${variantIds}::uuid[]) AND stripes > 1
    UNION ALL
    SELECT FROM "drop" WHERE product_id = ANY(${productIds}::uuid[]) AND status IN ('scheduled', 'open', 'sold_out')
    LIMIT 1`;
  return wanted.length > 0;
}
