import type { Db, Tx } from "@/lib/db/client";
import { regionCodes, regions } from "@/lib/i18n/markets";
import { composeEntry } from "@/lib/search/compose-entry";
import { composePrices } from "@/lib/search/compose-prices";
import { composeTexts } from "@/lib/search/compose-texts";
import { readSources } from "@/lib/search/read-sources";
import { deleteListing, writeListing } from "@/lib/search/write-listing";

/** Each statement carries this many products: a thousand make a few megabytes of JSON. */
const batchSize = 500;

const currencies = [...new Set(regionCodes.map((region) => regions[region].currency))];

/**
 * Writes what lists and search know of these products anew from their families; a product that is gone leaves the
 * lists. One path for a single product's job and for the bulk of an import: ten statements for each batch, whatever
 * its size. Call it in a transaction: a lock by product keeps an older reading from overwriting a newer one.
 */
export async function indexProducts(tx: Tx | Db, productIds: readonly string[]): Promise<void> {
  for (let start = 0; start < productIds.length; start += batchSize) {
    await indexBatch(tx, productIds.slice(start, start + batchSize));
  }
}

async function indexBatch(tx: Tx | Db, productIds: string[]): Promise<void> {
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(${productIds}::text[]) as id order by id`;
  const { products, merchantNames, categories, labels } = await readSources(tx, productIds);
  const there = new Set(products.map(({ productId }) => productId));
  const gone = productIds.filter((id) => !there.has(id));
  const listed = products.map((product) => {
    const merchantName = merchantNames.get(product.merchantId) ?? "";
    const lineage = categories.lineage.get(product.categoryId) ?? [];
    return { product, merchantName, lineage };
  });
  await writeListing(tx, productIds, {
    entries: listed.map((one) => composeEntry(one, labels.swatches)),
    texts: listed.flatMap((one) => composeTexts(one, categories.names, labels.texts)),
    prices: products.flatMap((product) => composePrices(product, currencies)),
  });
  if (gone.length > 0) await deleteListing(tx, gone);
}
