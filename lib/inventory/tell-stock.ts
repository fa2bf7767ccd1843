import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { priorityOf } from "@/lib/jobs/jobs";
import { fewLeftMax } from "./few-left";
import { lowOf } from "./low-stock";

interface VariantKey {
  productId: string;
  variantId: string;
}

const keysSchema = z.array(z.object({ productId: z.string(), variantId: z.string() }));

const leftSchema = z.array(
  z.object({
    productId: z.string(),
    variantId: z.string(),
    merchantId: z.string(),
    lowStockAt: z.number().nullable(),
    free: z.number(),
  }),
);

/** What is left to sell of some variants, ahead of a delivery too, with what is few of them: `enqueueLow` takes it. */
export function unitsLeft(keys: readonly VariantKey[]): Prisma.Sql {
  const { productIds, variantIds } = idsOf(keys);
  return Prisma.sql`
    SELECT v.product_id AS "productId", v.variant_id AS "variantId", v.low_stock_at AS "lowStockAt", p.merchant_id AS "merchantId", (
       SELECT coalesce(sum(greatest(on_hand + oversell_max - held, 0)), 0)::int FROM stock_level
        WHERE product_id = ANY(${productIds}::uuid[]) AND product_id = v.product_id AND variant_id = v.variant_id) AS free
      FROM variant v JOIN product p ON p.product_id = v.product_id AND p.product_id = ANY(${productIds}::uuid[])
     WHERE v.product_id = ANY(${productIds}::uuid[]) AND v.variant_id = ANY(${variantIds}::uuid[])`;
}

/** Has the merchants of low variants told. Sales of one low variant share one waiting job, and it tells each dip once. */
export async function enqueueLow(tx: Tx, left: unknown, priority = priorityOf("inventory.low-stock")): Promise<void> {
  const low = await lowOf(tx, leftSchema.parse(left));
  await enqueueMany(tx, "inventory.low-stock", low.map(job), { priority });
}

interface RowLeft {
  productId: string;
  /** What can be bought from one row of the product's stock, where its units are fewest: before they came, after they left. */
  free: number;
}

/**
 * Has those products listed anew of which few are left: lists say how many, or that there is none. Where there is plenty a
 * list has nothing new to say, and the pages that show it stay as they are. Looks at single rows, so it lists a product too
 * often rather than too seldom.
 */
export async function relistFew(tx: Tx, rows: readonly RowLeft[]): Promise<void> {
  const few = new Set(rows.flatMap(({ productId, free }) => (free <= fewLeftMax ? [productId] : [])));
  const added = [...few].toSorted().map((productId) => ({ payload: { productId }, key: productId }));
  await enqueueMany(tx, "catalog.index", added);
}

/** After units left: has the merchants of variants told that are at their threshold or under it. */
export async function tellLowStock(tx: Tx, keys: readonly VariantKey[], priority?: number): Promise<void> {
  await enqueueLow(tx, await tx.$queryRaw(unitsLeft(keys)), priority);
}

/** After units came: has those told who wait for one of these variants, if there is something to buy now. */
export async function tellBackInStock(tx: Tx, keys: readonly VariantKey[]): Promise<void> {
  const { productIds, variantIds } = idsOf(keys);
  const back = keysSchema.parse(
    await tx.$queryRaw`
      SELECT DISTINCT w.product_id AS "productId", w.variant_id AS "variantId" FROM stock_watch w
       WHERE w.product_id = ANY(${productIds}::uuid[]) AND w.variant_id = ANY(${variantIds}::uuid[]) AND w.notified_at IS NULL AND EXISTS (
         SELECT FROM stock_level
          WHERE product_id = ANY(${productIds}::uuid[]) AND product_id = w.product_id AND variant_id = w.variant_id AND on_hand + oversell_max > held)`,
  );
  await enqueueMany(tx, "inventory.back-in-stock", back.map(job));
}

/**
 * After products were published, priced or imported: has those told who wait for one of their variants, if it is on sale
 * and there is something to buy.
 */
export async function tellProductsBack(tx: Tx, productIds: readonly string[]): Promise<void> {
  const ids = [...productIds];
  const back = keysSchema.parse(
    await tx.$queryRaw`
      SELECT DISTINCT w.product_id AS "productId", w.variant_id AS "variantId" FROM stock_watch w
        JOIN product p ON p.product_id = w.product_id AND p.status = 'active'
       WHERE w.product_id = ANY(${ids}::uuid[]) AND p.product_id = ANY(${ids}::uuid[]) AND w.notified_at IS NULL AND EXISTS (
         SELECT FROM stock_level
          WHERE product_id = ANY(${ids}::uuid[]) AND product_id = w.product_id AND variant_id = w.variant_id AND on_hand + oversell_max > held)`,
  );
  await enqueueMany(tx, "inventory.back-in-stock", back.map(job));
}

export const idsOf = (keys: readonly VariantKey[]) => ({
  productIds: [...new Set(keys.map(({ productId }) => productId))],
  variantIds: [...new Set(keys.map(({ variantId }) => variantId))],
});

const job = ({ productId, variantId }: VariantKey) => ({ payload: { productId, variantId }, key: variantId });
