import { fewLeftMax } from "@/lib/inventory/few-left";
import { brandKey } from "@/lib/search/brand-key";
import type { PriceRow } from "@/lib/search/compose-prices";
import { facetKey } from "@/lib/search/facet-key";
import { foldCode, squeezeCode } from "@/lib/search/read-code";
import type { ProductSource } from "@/lib/search/read-product-sources";
import { type Listed, optionPairs } from "@/lib/search/read-sources";

/** A row of catalog_entry: a product as lists filter and sort it. */
export function composeEntry(
  { product, merchantName, lineage }: Listed,
  prices: readonly PriceRow[],
  swatches: Map<string, string>,
) {
  const options = product.variants.flatMap(optionPairs);
  // What can be bought, as the product page counts it: units expected later included.
  const stock = product.levels.reduce(
    (sum, { onHand, held, oversellMax }) => sum + Math.max(onHand + oversellMax - held, 0),
    0,
  );
  const [picture] = product.media;
  return {
    product_id: product.productId,
    merchant_id: product.merchantId,
    merchant_name: merchantName,
    handle: product.handle,
    status: product.status,
    brand: product.brand,
    lineage,
    facets: facetsOf(product),
    codes: codesOf(product),
    swatches: [...new Set(options.flatMap(([key, value]) => swatches.get(`${key}:${value}`) ?? []))],
    image_key: picture?.key ?? null,
    image_hue: picture?.hue ?? null,
    hue: product.hue,
    variant_count: product.variants.length,
    // One more than few stands for plenty, so that a sale of one in a thousand makes no list anew.
    stock: Math.min(stock, fewLeftMax + 1),
    in_stock: stock > 0,
    amounts: Object.fromEntries(prices.map(({ currency, amount }) => [currency, amount])),
    sold_count: product.soldCount,
    rating_count: product.ratingCount,
    rating: product.ratingCount > 0 ? Math.round((product.ratingSum * 100) / product.ratingCount) : 0,
    published_at: product.publishedAt,
    updated_at: product.updatedAt,
  };
}

function codesOf({ variants }: ProductSource): string[] {
  const codes = variants.flatMap(({ sku, barcode }) => [foldCode(sku), squeezeCode(sku), foldCode(barcode ?? "")]);
  return [...new Set(codes)].filter(Boolean);
}

/** Every value a filter can ask for, each once. */
export function facetsOf({ brand, attributes, variants }: ProductSource): string[] {
  const facets = [
    ...(brand ? [brandKey(brand)] : []),
    ...attributes.map(({ attributeKey, valueKey }) => facetKey(attributeKey, valueKey)),
    ...variants.flatMap(optionPairs).map(([key, value]) => facetKey(key, value)),
  ];
  return [...new Set(facets)].sort();
}

export type EntryRow = ReturnType<typeof composeEntry>;
