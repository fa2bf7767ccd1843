import { z } from "zod";
import { nilId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { currencyCodes, type Language } from "@/lib/i18n/markets";
import { alsoCalledVersion } from "./also-called";

const { sql } = Prisma;

/** Changes when documents are composed differently of the same row: then every one of them is stale. */
export const documentVersion = `13 ${alsoCalledVersion}`;

const rows = z.array(
  z.object({
    productId: z.string(),
    checksum: z.string(),
    brand: z.string(),
    lineage: z.array(z.string()),
    facets: z.array(z.string()),
    inStock: z.boolean(),
    soldCount: z.number(),
    ratingCount: z.number(),
    rating: z.number(),
    publishedAt: z.coerce.date().nullable(),
    tier: z.number(),
    title: z.string(),
    document: z.string(),
    prices: z.record(z.string(), z.number()),
  }),
);

export type ListedRow = z.infer<typeof rows>[number];

/** Everything a document is made of, as one short text. */
const checksum = sql`md5(concat_ws('|', ${documentVersion}::text, e.brand, e.lineage::text, e.facets::text, e.in_stock, e.sold_count, e.rating_count,
  e.rating, extract(epoch from e.published_at), t.tier, t.title, t.document::text, r.prices::text))`;

const priced = sql`
  cross join lateral (
    select coalesce(jsonb_object_agg(currency, amount), '{}') as prices from catalog_price
    where currency = any(${currencyCodes}::bpchar[]) and product_id = e.product_id) r`;

/** What the lists know of these products in a language; unpublished ones are left out. */
export async function readRows(db: Db | Tx, language: Language, productIds: readonly string[]): Promise<ListedRow[]> {
  if (productIds.length === 0) return [];
  return rows.parse(
    await db.$queryRaw`
      select e.product_id as "productId", ${checksum} as checksum, e.brand, e.lineage::text[] as lineage, e.facets,
        e.in_stock as "inStock", e.sold_count as "soldCount", e.rating_count as "ratingCount", e.rating,
        e.published_at as "publishedAt", t.tier::int as tier, t.title, t.document::text as document, r.prices
      from unnest(${[...productIds]}::uuid[]) as wanted(product_id)
      join catalog_entry e on e.product_id = wanted.product_id and e.status = 'active'
      join catalog_text t on t.language = ${language} and t.product_id = wanted.product_id
      ${priced}`,
  );
}

const sums = z.array(z.object({ productId: z.string(), checksum: z.string() }));

/** What their documents should say they were made of. */
export async function readChecksums(
  db: Db | Tx,
  language: Language,
  productIds: readonly string[],
): Promise<Map<string, string>> {
  const read = sums.parse(
    await db.$queryRaw`
      select e.product_id as "productId", ${checksum} as checksum
      from unnest(${[...productIds]}::uuid[]) as wanted(product_id)
      join catalog_entry e on e.product_id = wanted.product_id and e.status = 'active'
      join catalog_text t on t.language = ${language} and t.product_id = wanted.product_id
      ${priced}`,
  );
  return new Map(read.map((row) => [row.productId, row.checksum]));
}

/** Before every id. */
export const firstId = nilId;

/** Published products from a place on, in the order of their ids. */
export async function readIds(db: Db | Tx, after: string, limit: number): Promise<string[]> {
  const read = z.array(z.object({ productId: z.string() })).parse(
    await db.$queryRaw`
      select product_id as "productId" from catalog_entry
      where product_id > ${after}::uuid and status = 'active' order by product_id limit ${limit}`,
  );
  return read.map(({ productId }) => productId);
}
