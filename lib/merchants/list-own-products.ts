import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Cursor } from "@/lib/http/cursor";
import type { Language } from "@/lib/i18n/markets";
import { listLowProducts } from "@/lib/inventory/list-low-products";
import { findBySku } from "./find-by-sku";

export const productStatusSchema = z.enum(["draft", "active", "archived"]);
export type ProductStatus = z.infer<typeof productStatusSchema>;

export interface OwnProductFilter {
  status?: ProductStatus;
  /** Part of a title, or the beginning of a handle or a SKU. */
  text?: string;
  lowStock?: boolean;
}

const rowSchema = z.object({
  productId: z.string(),
  title: z.string(),
  handle: z.string(),
  status: productStatusSchema,
  imageKey: z.string().nullable(),
  imageHue: z.number().nullable(),
  variantCount: z.number(),
  amount: z.number().nullable(),
  currency: currencySchema,
  updatedAt: z.date(),
});

export interface OwnProductRow extends z.infer<typeof rowSchema> {
  /** Free units of all variants. */
  stock: number;
}

/**
 * A page of the merchant's products, last changed first, from the projection, with their stock as it is now. Keyset by
 * catalog_entry (merchant_id, updated_at desc, product_id desc).
 */
export async function listOwnProducts(
  db: Db,
  merchantId: string,
  { status, text = "", lowStock = false }: OwnProductFilter,
  {
    language,
    currency,
    after,
    pageSize,
  }: { language: Language; currency: Currency; after: Cursor | null; pageSize: number },
): Promise<{ rows: OwnProductRow[]; next: Cursor | null }> {
  const wanted = [Prisma.sql`e.merchant_id = ${merchantId}::uuid`];
  if (status) wanted.push(Prisma.sql`e.status = ${status}::product_status`);
  if (lowStock) {
    const low = (await listLowProducts(db, merchantId)).products.map(({ productId }) => productId);
    wanted.push(Prisma.sql`e.status = 'active' AND e.product_id = ANY(${low}::uuid[])`);
  }
  if (text) {
    const plain = text.trim().replace(/[\\%_]/g, "\\$&");
    const bySku = await findBySku(db, merchantId, plain);
    wanted.push(
      Prisma.sql`(t.title ILIKE ${`%${plain}%`} OR e.handle ILIKE ${`${plain}%`} OR e.product_id = ANY(${bySku}::uuid[]))`,
    );
  }
  if (after) wanted.push(Prisma.sql`(e.updated_at, e.product_id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = z.array(rowSchema).parse(
    await db.$queryRaw`
      SELECT e.product_id AS "productId", coalesce(t.title, e.handle) AS title, e.handle, e.status::text AS status,
        e.image_key AS "imageKey", e.image_hue AS "imageHue", e.variant_count AS "variantCount",
        p.amount, ${currency}::text AS currency, e.updated_at AS "updatedAt"
      FROM catalog_entry e
      LEFT JOIN catalog_text t ON t.product_id = e.product_id AND t.language = ${language}
      LEFT JOIN catalog_price p ON p.product_id = e.product_id AND p.currency = ${currency}
      WHERE ${Prisma.join(wanted, " AND ")}
      ORDER BY e.updated_at DESC, e.product_id DESC
      LIMIT ${pageSize + 1}`,
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const free = await readFree(
    db,
    page.map(({ productId }) => productId),
  );
  return {
    rows: page.map((row) => ({ ...row, stock: free.get(row.productId) ?? 0 })),
    next: last && rows.length > pageSize ? { at: last.updatedAt, id: last.productId } : null,
  };
}

const freeSchema = z.array(z.object({ productId: z.string(), free: z.number() }));

async function readFree(db: Db, productIds: string[]): Promise<Map<string, number>> {
  const found = freeSchema.parse(
    await db.$queryRaw`
      SELECT product_id AS "productId", sum(greatest(on_hand + oversell_max - held, 0))::int AS free
        FROM stock_level WHERE product_id = ANY(${productIds}::uuid[]) GROUP BY product_id`,
  );
  return new Map(found.map(({ productId, free }) => [productId, free]));
}
