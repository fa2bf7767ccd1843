import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { countersSchema } from "./lock-rows";
import type { StockCounters, StockLine } from "./stock";

const variantsRead = z.array(
  countersSchema.extend({ productId: z.string(), variantId: z.string(), perCustomerMax: z.number().nullable() }),
);

/** Of what can be held: how many one customer may have, and the rows its units are counted in. */
export interface Variant {
  perCustomerMax: number | null;
  rows: StockCounters[];
}

export const variantKey = ({ productId, variantId }: Pick<StockLine, "productId" | "variantId">): string =>
  `${productId} ${variantId}`;

/** The variants of these lines by `variantKey`, their rows as they are now, unlocked: enough to choose where to begin. */
export async function readVariants(tx: Tx, lines: readonly StockLine[]): Promise<Map<string, Variant>> {
  const productIds = [...new Set(lines.map(({ productId }) => productId))];
  const found = variantsRead.parse(
    await tx.$queryRaw`
        SELECT v.product_id AS "productId", v.variant_id AS "variantId", v.per_customer_max AS "perCustomerMax",
          l.location_id AS "locationId", l.stripe, l.on_hand AS "onHand", l.held, l.oversell_max AS "oversellMax"
        FROM variant v
        JOIN stock_level l ON l.product_id = v.product_id AND l.variant_id = v.variant_id AND l.product_id = ANY(${productIds}::uuid[])
        WHERE v.product_id = ANY(${productIds}::uuid[]) AND v.variant_id = ANY(${lines.map(({ variantId }) => variantId)}::uuid[])
        ORDER BY l.location_id, l.stripe`,
  );
  const variants = new Map<string, Variant>();
  for (const { productId, variantId, perCustomerMax, ...row } of found) {
    const key = variantKey({ productId, variantId });
    const variant = variants.get(key) ?? { perCustomerMax, rows: [] };
    variant.rows.push(row);
    variants.set(key, variant);
  }
  return variants;
}
