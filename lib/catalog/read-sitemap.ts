import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

/** A sitemap may hold 50,000 addresses; this many stay under a megabyte and a second. */
const sitemapPartSize = 5_000;

const starts = z.array(z.object({ start: z.string() }));
const products = z.array(z.object({ productId: z.string(), slug: z.string(), updatedAt: z.date() }));

/** The product id each part of the sitemap begins with, in keyset order. One scan of the primary key's index. */
export async function readSitemapStarts(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw`
    select product_id as start from (
      select product_id, row_number() over (order by product_id) as place from catalog_entry where status = 'active'
    ) numbered where place % ${sitemapPartSize} = 1 order by product_id`;
  return starts.parse(rows).map(({ start }) => start);
}

export interface SitemapProduct {
  productId: string;
  slug: string;
  updatedAt: Date;
}

/** The products of one part in one language, along both primary keys. */
export async function readSitemapProducts(db: Db, language: Language, start: string): Promise<SitemapProduct[]> {
  const rows = await db.$queryRaw`
    select e.product_id as "productId", t.slug, e.updated_at as "updatedAt"
    from catalog_entry e
    join catalog_text t on t.language = ${language} and t.product_id = e.product_id
    where e.product_id >= ${start}::uuid and e.status = 'active'
    order by e.product_id limit ${sitemapPartSize}`;
  return products.parse(rows);
}
