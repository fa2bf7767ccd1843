import type { Db, Tx } from "@/lib/db/client";
import { currencyCodes, languageCodes } from "@/lib/i18n/markets";
import type { EntryRow } from "@/lib/search/compose-entry";
import type { PriceRow } from "@/lib/search/compose-prices";
import type { TextRow } from "@/lib/search/compose-texts";
import { restTier } from "@/lib/search/tiers";

/** The rows of the projection's three tables for some products. */
export interface Listing {
  entries: EntryRow[];
  texts: TextRow[];
  prices: PriceRow[];
}

/** Every key of the tables but the product's, so that each deletion goes by the primary key. */
const languages = [...languageCodes];

/** Replaces the listing of these products: a statement a table, rows as one JSON parameter. */
export async function writeListing(
  tx: Tx | Db,
  productIds: readonly string[],
  { entries, texts, prices }: Listing,
): Promise<void> {
  await tx.$executeRaw`
    insert into catalog_entry (
      product_id, merchant_id, merchant_name, handle, status, brand, lineage, facets, codes, swatches, image_key, image_hue,
      hue, variant_count, stock, in_stock, amounts, sold_count, rating_count, rating, published_at, updated_at)
    select
      product_id, merchant_id, merchant_name, handle, status, brand, lineage, facets, codes, swatches, image_key, image_hue,
      hue, variant_count, stock, in_stock, amounts, sold_count, rating_count, rating, published_at, updated_at
    from jsonb_populate_recordset(null::catalog_entry, ${JSON.stringify(entries)}::jsonb)
    on conflict (product_id) do update set
      merchant_id = excluded.merchant_id, merchant_name = excluded.merchant_name, handle = excluded.handle,
      status = excluded.status, brand = excluded.brand, lineage = excluded.lineage, facets = excluded.facets,
      codes = excluded.codes, swatches = excluded.swatches, image_key = excluded.image_key,
      image_hue = excluded.image_hue, hue = excluded.hue, variant_count = excluded.variant_count, stock = excluded.stock, in_stock = excluded.in_stock, amounts = excluded.amounts,
      sold_count = excluded.sold_count, rating_count = excluded.rating_count, rating = excluded.rating,
      published_at = excluded.published_at, updated_at = excluded.updated_at`;
  await writeTexts(tx, texts);
  await tx.$executeRaw`
    insert into catalog_price (currency, product_id, amount, amount_max, compare_at_amount)
    select currency, product_id, amount, amount_max, compare_at_amount
    from jsonb_populate_recordset(null::catalog_price, ${JSON.stringify(prices)}::jsonb)
    on conflict (currency, product_id) do update set
      amount = excluded.amount, amount_max = excluded.amount_max, compare_at_amount = excluded.compare_at_amount`;
  const kept = prices.map(({ currency, product_id }) => `${currency} ${product_id}`);
  if (kept.length < productIds.length * currencyCodes.length) {
    await tx.$executeRaw`
      delete from catalog_price
      where currency = any(${currencyCodes}::bpchar[]) and product_id = any(${[...productIds]}::uuid[])
        and currency || ' ' || product_id <> all(${kept}::text[])`;
  }
}

/**
 * A row stays in its tier, which only refreshTiers changes; one whose words are as they were is not written again. Who
 * writes a product's texts has written its entry before and holds its row, and so does who moves them.
 */
async function writeTexts(tx: Tx | Db, texts: TextRow[]): Promise<void> {
  await tx.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document, tier)
    select language, product_id, title, slug, document::tsvector,
      coalesce((select tier from catalog_text where language = r.language and product_id = r.product_id), ${restTier})
    from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb)
      as r(language text, product_id uuid, title text, slug text, document text)
    on conflict (language, product_id, tier) do update set
      title = excluded.title, slug = excluded.slug, document = excluded.document
    where (catalog_text.title, catalog_text.slug, catalog_text.document)
      is distinct from (excluded.title, excluded.slug, excluded.document)`;
}

/** Takes products that are no more out of every list. */
export async function deleteListing(tx: Tx | Db, productIds: string[]): Promise<void> {
  await tx.$executeRaw`delete from catalog_entry where product_id = any(${productIds}::uuid[])`;
  await tx.$executeRaw`delete from catalog_text where language = any(${languages}::text[]) and product_id = any(${productIds}::uuid[])`;
  await tx.$executeRaw`delete from catalog_price where currency = any(${currencyCodes}::bpchar[]) and product_id = any(${productIds}::uuid[])`;
}
