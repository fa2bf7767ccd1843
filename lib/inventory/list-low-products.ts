import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { readLowStockAt } from "./low-stock";

const lowSchema = z.array(z.object({ productId: z.string(), free: z.number() }));

/** More than a merchant looks after by hand; it bounds the statement, which took 0.2 s for so many of two variants each. */
const productsMax = 20_000;

/**
 * Products of the merchant of which a variant is at its threshold or under it, the scarcest first, with what is left to
 * sell of that variant: those whose merchant `noticeLowStock` tells. Indexes: merchant_product (merchant_id, product_id),
 * and the keys of variant and stock_level.
 */
export async function listLowProducts(db: Db, merchantId: string): Promise<z.infer<typeof lowSchema>> {
  const lowStockAt = await readLowStockAt(db, merchantId);
  const own = await db.merchantProduct.findMany({
    where: { merchantId },
    orderBy: { productId: "asc" },
    select: { productId: true },
    take: productsMax,
  });
  const ids = own.map(({ productId }) => productId);
  return lowSchema.parse(
    await db.$queryRaw`
      SELECT product_id AS "productId", min(free)::int AS free FROM (
        SELECT v.product_id, coalesce(v.low_stock_at, ${lowStockAt}::int) AS few,
          coalesce(sum(greatest(l.on_hand + l.oversell_max - l.held, 0)), 0) AS free
          FROM variant v
          LEFT JOIN stock_level l ON l.product_id = ANY(${ids}::uuid[]) AND l.product_id = v.product_id AND l.variant_id = v.variant_id
         WHERE v.product_id = ANY(${ids}::uuid[])
         GROUP BY v.product_id, v.variant_id
      ) left_of
      WHERE free <= few
      GROUP BY product_id
      ORDER BY min(free), product_id`,
  );
}
