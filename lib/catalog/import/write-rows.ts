import type { Tx } from "@/lib/db/client";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { indexedInBulk } from "@/lib/jobs/jobs";
import { enqueue } from "@/lib/jobs/queue";
import { completeAllPrices } from "@/lib/pricing/complete-prices";
import type { ExchangeRates } from "@/lib/pricing/exchange-rates";
import { reindexInBulk } from "../reindex-in-bulk";
import type { ProductRows } from "./rows";

/** A picture's host may be down for an hour; after that somebody has to look. */
const fetchAttemptsMax = 8;

/**
 * Writes the rows of many products, a statement a table: 16 statements for 50 products where rows one by one would be
 * 2,000. Keys are never updated, and what a file does not tell (headline, specs, prices in other currencies, the other
 * languages) stays as it is.
 */
export async function writeRows(tx: Tx, products: readonly ProductRows[], rates: ExchangeRates): Promise<void> {
  const created = products.filter(({ isNew }) => isNew);
  const changed = products.filter(({ isNew }) => !isNew);
  const changedIds = changed.map(({ productId }) => productId);
  if (changed.length > 0) await clearPlace(tx, changed, changedIds);

  await writeProducts(tx, products);
  await writeVariants(tx, products);
  await completeAllPrices(
    tx,
    products.map(({ productId }) => productId),
    rates,
  );
  await writePictures(tx, products);
  await tx.$executeRaw`
    insert into merchant_product (merchant_id, handle, product_id, import_hash)
    select merchant_id, handle, product_id, import_hash from jsonb_populate_recordset(null::merchant_product, ${json(created, "links")}::jsonb)`;
  if (changed.length > 0) {
    await tx.$executeRaw`
      insert into merchant_product (merchant_id, handle, product_id, import_hash)
      select merchant_id, handle, product_id, import_hash from jsonb_populate_recordset(null::merchant_product, ${json(changed, "links")}::jsonb)
      on conflict (merchant_id, handle) do update set import_hash = excluded.import_hash`;
  }
  await reindexInBulk(
    tx,
    products.map(({ productId }) => productId),
  );
  const back = products.flatMap(({ productId, variantsBack }) =>
    variantsBack.map((variantId) => ({ payload: { productId, variantId }, key: variantId })),
  );
  await enqueueMany(tx, "inventory.back-in-stock", back, { priority: afterIndexing });
  const variants = products.flatMap(({ productId, variantsFewer }) =>
    variantsFewer.map((variantId) => ({ productId, variantId })),
  );
  if (variants.length > 0) await enqueue(tx, "inventory.fewer", { variants });
  const fetch = products.flatMap(({ productId, picturesWanted }) =>
    picturesWanted.map((mediaId) => ({ payload: { productId, mediaId }, key: `${productId}:${mediaId}` })),
  );
  await enqueueMany(tx, "media.fetch", fetch, { maxAttempts: fetchAttemptsMax, priority: afterIndexing });
}

/** Products stand in the lists before their pictures come. */
const afterIndexing = indexedInBulk + 5;

/** What the file no longer has goes; SKUs step aside, for two variants may have swapped theirs. */
async function clearPlace(tx: Tx, changed: readonly ProductRows[], ids: string[]): Promise<void> {
  const variantsGone = changed.flatMap((rows) => rows.variantsGone);
  const variantsRenamed = changed.flatMap((rows) => rows.variantsRenamed);
  const picturesGone = changed.flatMap((rows) => rows.picturesGone);
  await tx.$executeRaw`delete from product_attribute where product_id = any(${ids}::uuid[]) and attribute_key = 'tag'`;
  if (variantsGone.length > 0)
    await tx.$executeRaw`delete from variant where product_id = any(${ids}::uuid[]) and variant_id = any(${variantsGone}::uuid[])`;
  if (picturesGone.length > 0)
    await tx.$executeRaw`delete from media where product_id = any(${ids}::uuid[]) and media_id = any(${picturesGone}::uuid[])`;
  if (variantsRenamed.length > 0)
    await tx.$executeRaw`update variant set sku = variant_id::text where product_id = any(${ids}::uuid[]) and variant_id = any(${variantsRenamed}::uuid[])`;
}

async function writeProducts(tx: Tx, products: readonly ProductRows[]): Promise<void> {
  await tx.$executeRaw`
    insert into product (
      product_id, merchant_id, handle, status, brand, category_id, tax_class, hue, option_keys, published_at, created_at, updated_at)
    select
      product_id, merchant_id, handle, status, brand, category_id, tax_class, hue, option_keys, published_at, created_at, updated_at
    from jsonb_populate_recordset(null::product, ${json(products, "products")}::jsonb)
    on conflict (product_id) do update set
      status = excluded.status, brand = excluded.brand, category_id = excluded.category_id, tax_class = excluded.tax_class,
      hue = excluded.hue, option_keys = excluded.option_keys,
      published_at = coalesce(product.published_at, excluded.published_at), updated_at = excluded.updated_at`;
  await tx.$executeRaw`
    insert into product_translation (product_id, language, title, slug, description_html)
    select product_id, language, title, slug, description_html
    from jsonb_populate_recordset(null::product_translation, ${json(products, "texts")}::jsonb)
    on conflict (product_id, language) do update set
      title = excluded.title, slug = excluded.slug, description_html = excluded.description_html`;
  await tx.$executeRaw`
    insert into product_attribute (product_id, attribute_key, value_key)
    select product_id, attribute_key, value_key from jsonb_populate_recordset(null::product_attribute, ${json(products, "tags")}::jsonb)
    on conflict (product_id, attribute_key, value_key) do nothing`;
}

async function writeVariants(tx: Tx, products: readonly ProductRows[]): Promise<void> {
  await tx.$executeRaw`
    insert into variant (product_id, variant_id, sku, barcode, options, weight_grams, position)
    select product_id, variant_id, sku, barcode, options, weight_grams, position
    from jsonb_populate_recordset(null::variant, ${json(products, "variants")}::jsonb)
    on conflict (product_id, variant_id) do update set
      sku = excluded.sku, barcode = excluded.barcode, options = excluded.options,
      weight_grams = excluded.weight_grams, position = excluded.position`;
  await tx.$executeRaw`
    insert into price (product_id, variant_id, currency, amount, compare_at_amount, source)
    select product_id, variant_id, currency, amount, compare_at_amount, 'set'
    from jsonb_populate_recordset(null::price, ${json(products, "prices")}::jsonb)
    on conflict (product_id, variant_id, currency) do update set
      amount = excluded.amount, compare_at_amount = excluded.compare_at_amount, source = excluded.source, rate_date = null`;
  await tx.$executeRaw`
    insert into stock_level (product_id, variant_id, location_id, stripe, on_hand, held, sold, oversell_max, updated_at)
    select product_id, variant_id, location_id, stripe, on_hand, 0, 0, 0, updated_at from jsonb_populate_recordset(null::stock_level, ${json(products, "levels")}::jsonb)
    on conflict (product_id, variant_id, location_id, stripe) do update set on_hand = excluded.on_hand, updated_at = excluded.updated_at`;
  await tx.$executeRaw`
    insert into stock_ledger (product_id, entry_id, variant_id, location_id, stripe, change, on_hand_delta, held_delta, sold_delta, actor, reason, at)
    select product_id, entry_id, variant_id, location_id, stripe, change, on_hand_delta, held_delta, sold_delta, actor, reason, at
    from jsonb_populate_recordset(null::stock_ledger, ${json(products, "ledger")}::jsonb)`;
}

/** A picture that is fetched anew begins its attempts anew. */
async function writePictures(tx: Tx, products: readonly ProductRows[]): Promise<void> {
  await tx.$executeRaw`
    insert into media (product_id, media_id, status, source_url, alt, options, position)
    select product_id, media_id, status, source_url, alt, options, position
    from jsonb_populate_recordset(null::media, ${json(products, "pictures")}::jsonb)
    on conflict (product_id, media_id) do update set
      status = excluded.status, alt = excluded.alt, options = excluded.options, position = excluded.position, attempts = 0, error = null`;
}

/** The named table's rows of every product, as the JSON that Postgres reads as a record set. */
function json(products: readonly ProductRows[], table: Exclude<keyof ProductRows, "productId" | "isNew">): string {
  return JSON.stringify(products.flatMap((rows): readonly unknown[] => rows[table]));
}
