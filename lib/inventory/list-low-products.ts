import { z } from "zod";
import { maxId, nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { readLowStockAt } from "./low-stock";

const lowSchema = z.array(z.object({ productId: z.string(), free: z.number() }));
const idsSchema = z.array(z.object({ productId: z.string() }));

export interface LowProducts {
  /** The scarcest first, with what is left to sell of its scarcest variant. */
  products: z.infer<typeof lowSchema>;
  /** There may be more than these. */
  more: boolean;
}

/** The products looked at in one statement and altogether (of two variants each: 30 ms, and 0.6 s), and the low ones told. */
const bounds = { slice: 5_000, looked: 100_000, found: 5_000 };

/**
 * Products of the merchant that are on sale and have a variant at its threshold or under it: those whose merchant
 * `noticeLowStock` tells. Looked for slice by slice, the newest products first. Indexes: catalog_entry_on_sale, and the keys
 * of variant and stock_level.
 */
export async function listLowProducts(
  db: Db,
  merchantId: string,
  { slice, looked, found } = bounds,
): Promise<LowProducts> {
  const lowStockAt = await readLowStockAt(db, merchantId);
  const low: LowProducts["products"] = [];
  let before = maxId;
  let more = true;
  for (let left = looked; more && left > 0 && low.length < found; left -= slice) {
    const ids = await listOnSale(db, merchantId, before, Math.min(slice, left));
    low.push(...(await findLow(db, ids, lowStockAt)));
    before = ids.at(-1) ?? nilId;
    more = ids.length === Math.min(slice, left);
  }
  const products = low.toSorted((a, b) => a.free - b.free || (a.productId < b.productId ? -1 : 1));
  return { products: products.slice(0, found), more: more || low.length > found };
}

async function listOnSale(db: Db, merchantId: string, before: string, limit: number): Promise<string[]> {
  const rows = idsSchema.parse(
    await db.$queryRaw`
      SELECT product_id AS "productId" FROM catalog_entry
       WHERE merchant_id = ${merchantId}::uuid AND status = 'active' AND product_id < ${before}::uuid
       ORDER BY product_id DESC LIMIT ${limit}`,
  );
  return rows.map(({ productId }) => productId);
}

async function findLow(db: Db, ids: string[], lowStockAt: number): Promise<LowProducts["products"]> {
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
      GROUP BY product_id`,
  );
}
