import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { StockCounters, StockLine } from "./stock";

export const countersSchema = z.object({
  locationId: z.string(),
  stripe: z.number(),
  onHand: z.number(),
  held: z.number(),
  oversellMax: z.number(),
});

/** Every row of a variant's stock, waited for in the order of all locks, and nobody else's until the transaction ends. */
export async function lockRows(
  tx: Tx,
  { productId, variantId }: Pick<StockLine, "productId" | "variantId">,
): Promise<StockCounters[]> {
  return z.array(countersSchema).parse(
    await tx.$queryRaw`
      SELECT location_id AS "locationId", stripe, on_hand AS "onHand", held, oversell_max AS "oversellMax" FROM stock_level
       WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid ORDER BY location_id, stripe FOR UPDATE`,
  );
}
