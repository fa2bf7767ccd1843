import { z } from "zod";
import { readAttributeLabels, variantLabel } from "@/lib/catalog/read-attribute-labels";
import { fromShortId, maxId, nilId, shortId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Language } from "@/lib/i18n/markets";
import { readLowStockAt } from "./low-stock";

export const stockFilterSchema = z.enum(["low", "out", "oversold"]);
export type StockFilter = z.infer<typeof stockFilterSchema>;

const rowSchema = z.object({
  productId: z.string(),
  variantId: z.string(),
  sku: z.string(),
  title: z.string(),
  optionKeys: z.array(z.string()),
  options: z.record(z.string(), z.string()),
  onHand: z.number(),
  held: z.number(),
  /** Units sold that aren't there. */
  owed: z.number(),
  low: z.boolean(),
});

type StockRow = z.infer<typeof rowSchema>;

export interface StockListRow extends Omit<StockRow, "options" | "optionKeys"> {
  /** What sets the variant apart from the others of its product; empty where there is none. */
  label: string;
}

/** The place in the list: its rows are ordered by their keys. */
export interface StockCursor {
  productId: string;
  variantId: string;
}

export const writeStockCursor = ({ productId, variantId }: StockCursor): string =>
  `${shortId(productId)}-${shortId(variantId)}`;

export function readStockCursor(text: string | undefined): StockCursor | null {
  const [product = "", variant = ""] = (text ?? "").split("-");
  const [productId, variantId] = [fromShortId(product), fromShortId(variant)];
  return productId && variantId ? { productId, variantId } : null;
}

const first: StockCursor = {
  productId: nilId,
  variantId: nilId,
};
const chunkMax = 1_000;
/** A page looks at so many products at most: with a rare filter it may end with few rows, or none, and lead on. */
const chunksMax = 10;

/**
 * A page of the merchant's variants with their stock over all locations. The merchant's own keys say which products to
 * look at; they are walked in portions, so that a rare filter over many products never asks for all at once. `next` is null
 * only once all of them were looked at.
 */
export async function listStock(
  db: Db,
  merchantId: string,
  { filter, text = "" }: { filter?: StockFilter | undefined; text?: string },
  { language, after, pageSize }: { language: Language; after: StockCursor | null; pageSize: number },
): Promise<{ rows: StockListRow[]; next: StockCursor | null }> {
  const rows: StockRow[] = [];
  const lowStockAt = await readLowStockAt(db, merchantId);
  let from = after ?? first;
  for (let chunk = 0; chunk < chunksMax; chunk += 1) {
    const own = await db.merchantProduct.findMany({
      where: { merchantId, productId: { gte: from.productId } },
      orderBy: { productId: "asc" },
      select: { productId: true },
      take: chunkMax,
    });
    const ids = own.map(({ productId }) => productId);
    const wish = { filter, text, language, lowStockAt, after: from, limit: pageSize + 1 - rows.length };
    rows.push(...(await readRows(db, ids, wish)));
    if (rows.length > pageSize) {
      const page = rows.slice(0, pageSize);
      const end = page.at(-1);
      return {
        rows: await nameVariants(db, page, language),
        next: end ? { productId: end.productId, variantId: end.variantId } : null,
      };
    }
    const last = ids.at(-1);
    if (!last || ids.length < chunkMax) return { rows: await nameVariants(db, rows, language), next: null };
    from = { productId: last, variantId: maxId };
  }
  return { rows: await nameVariants(db, rows, language), next: from };
}

async function nameVariants(db: Db, rows: readonly StockRow[], language: Language): Promise<StockListRow[]> {
  const pairs = rows.flatMap(({ options }) =>
    Object.entries(options).map(([attributeKey, valueKey]) => ({ attributeKey, valueKey })),
  );
  const labels = await readAttributeLabels(db, pairs, language);
  return rows.map(({ optionKeys, options, ...row }) => ({ ...row, label: variantLabel(labels, optionKeys, options) }));
}

async function readRows(
  db: Db,
  ids: string[],
  wish: {
    filter?: StockFilter | undefined;
    text: string;
    language: Language;
    /** The merchant's own. */
    lowStockAt: number;
    after: StockCursor;
    limit: number;
  },
): Promise<StockRow[]> {
  if (ids.length === 0) return [];
  const threshold = Prisma.sql`coalesce(v.low_stock_at, ${wish.lowStockAt})`;
  const filters = {
    low: Prisma.sql`s.on_hand - s.held BETWEEN 1 AND ${threshold}`,
    out: Prisma.sql`s.on_hand - s.held <= 0`,
    oversold: Prisma.sql`s.owed > 0`,
  };
  const wanted = [
    Prisma.sql`v.product_id = ANY(${ids}::uuid[])`,
    Prisma.sql`(v.product_id, v.variant_id) > (${wish.after.productId}::uuid, ${wish.after.variantId}::uuid)`,
  ];
  if (wish.filter) wanted.push(filters[wish.filter]);
  const plain = wish.text.trim().replace(/[\\%_]/g, "\\$&");
  if (plain) wanted.push(Prisma.sql`(v.sku ILIKE ${`${plain}%`} OR t.title ILIKE ${`%${plain}%`})`);
  return z.array(rowSchema).parse(
    await db.$queryRaw`
      SELECT v.product_id AS "productId", v.variant_id AS "variantId", v.sku, coalesce(t.title, v.sku) AS title, v.options,
        coalesce(p.option_keys, '{}') AS "optionKeys",
        s.on_hand AS "onHand", s.held, s.owed, s.on_hand - s.held <= ${threshold} AS low
      FROM variant v
      JOIN product p ON p.product_id = v.product_id AND p.product_id = ANY(${ids}::uuid[])
      LEFT JOIN LATERAL (
        SELECT title FROM product_translation
         WHERE product_id = ANY(${ids}::uuid[]) AND product_id = v.product_id
         ORDER BY language = ${wish.language} DESC, language = 'en' DESC, language LIMIT 1
      ) t ON true
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(on_hand), 0)::int AS on_hand, coalesce(sum(held), 0)::int AS held, coalesce(sum(greatest(held - on_hand, 0)), 0)::int AS owed
          FROM stock_level WHERE product_id = ANY(${ids}::uuid[]) AND product_id = v.product_id AND variant_id = v.variant_id
      ) s
      WHERE ${Prisma.join(wanted, " AND ")}
      ORDER BY v.product_id, v.variant_id
      LIMIT ${wish.limit}`,
  );
}
