import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { Listing } from "@/lib/search/write-listing";

const rows = z.array(z.object({ productId: z.string() }));

/**
 * Of these products, those whose listing is not what it should be, row for row: a row that is missing, too many, or says
 * something else. Only columns that the listing writes are looked at.
 */
export async function findStale(
  db: Db | Tx,
  productIds: readonly string[],
  { entries, texts, prices }: Listing,
): Promise<string[]> {
  const ids = [...productIds];
  const columns = Object.keys(entries[0] ?? {});
  const entry = rows.parse(
    await db.$queryRaw`
      with wanted as (
        select product_id, (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(r)) where key = any(${columns}::text[])) as row
        from jsonb_populate_recordset(null::catalog_entry, ${JSON.stringify(entries)}::jsonb) r),
      found as (
        select product_id, (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(e)) where key = any(${columns}::text[])) as row
        from catalog_entry e where product_id = any(${ids}::uuid[]))
      select coalesce(w.product_id, f.product_id) as "productId" from wanted w full join found f using (product_id)
      where w.row is distinct from f.row`,
  );
  const text = rows.parse(
    await db.$queryRaw`
      with wanted as (
        select language, product_id, title, slug, document::tsvector as document
        from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb)
          as r(language text, product_id uuid, title text, slug text, document text)),
      found as (
        select language, product_id, title, slug, document from catalog_text t where product_id = any(${ids}::uuid[]))
      select product_id as "productId" from (table wanted except table found) missing
      union select product_id from (table found except table wanted) over`,
  );
  const price = rows.parse(
    await db.$queryRaw`
      with wanted as (
        select currency, product_id, amount, amount_max, compare_at_amount
        from jsonb_populate_recordset(null::catalog_price, ${JSON.stringify(prices)}::jsonb)),
      found as (
        select currency, product_id, amount, amount_max, compare_at_amount from catalog_price
        where product_id = any(${ids}::uuid[]))
      select product_id as "productId" from (table wanted except table found) missing
      union select product_id from (table found except table wanted) over`,
  );
  return [...new Set([...entry, ...text, ...price].map(({ productId }) => productId))];
}
