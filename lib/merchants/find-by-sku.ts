import { z } from "zod";
import { nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";

const foundMax = 100;
const idsSchema = z.array(z.object({ productId: z.string() }));

/**
 * The merchant's products with a SKU that begins so, a hundred at most. `beginning` is a pattern: what LIKE takes for a sign
 * is escaped. SKUs are not in the projection; the merchant's own keys, slice by slice, say where to look for them.
 */
export async function findBySku(
  db: Db,
  merchantId: string,
  beginning: string,
  { sliceMax = 5_000 } = {},
): Promise<string[]> {
  if (!/\d/.test(beginning)) return [];
  const found: string[] = [];
  for (let after = nilId; found.length < foundMax; ) {
    const own = await db.merchantProduct.findMany({
      where: { merchantId, productId: { gt: after } },
      select: { productId: true },
      orderBy: { productId: "asc" },
      take: sliceMax,
    });
    const productIds = own.map(({ productId }) => productId);
    const matching = idsSchema.parse(
      await db.$queryRaw`
        SELECT DISTINCT product_id AS "productId" FROM variant
        WHERE product_id = ANY(${productIds}::uuid[]) AND sku ILIKE ${`${beginning}%`}
        ORDER BY product_id LIMIT ${foundMax - found.length}`,
    );
    found.push(...matching.map(({ productId }) => productId));
    const last = productIds.at(-1);
    if (last === undefined || productIds.length < sliceMax) break;
    after = last;
  }
  return found;
}
