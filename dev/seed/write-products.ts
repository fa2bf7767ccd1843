import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import type { DemoCatalog } from "../demo-catalog/catalog.ts";
import { idFor } from "../demo-catalog/chance.ts";
import { pictureSize } from "../demo-catalog/compose-picture.ts";
import { demoLanguages } from "../demo-catalog/idea.ts";
import { demoCurrencies } from "../demo-catalog/set-prices.ts";
import { mediaKey } from "./media-key.ts";
import { taxClassOf } from "./write-categories.ts";

/** The products' family in bulk, a statement a table: 2 s for 486 products, where rows one by one took a minute. */
export async function writeProducts(
  tx: Tx,
  { merchants, categories, products }: DemoCatalog,
  now: Date,
): Promise<void> {
  const merchantIds = new Map(merchants.map(({ key, id }) => [key, id]));
  const categoryIds = new Map(categories.map(({ key, id }) => [key, id]));
  const variants = products.flatMap((product) =>
    product.variants.map((variant) => ({
      productId: product.id,
      publishedAt: product.publishedAt,
      // A merchant's first location has the merchant's own id.
      locationId: required(merchantIds, product.merchantKey),
      ...variant,
    })),
  );

  await tx.product.createMany({
    data: products.map((product) => ({
      productId: product.id,
      merchantId: required(merchantIds, product.merchantKey),
      handle: product.handle,
      status: "active" as const,
      brand: product.brand,
      categoryId: required(categoryIds, product.categoryKey),
      taxClass: taxClassOf(product.categoryKey),
      hue: product.hue,
      optionKeys: product.options,
      soldCount: product.soldCount,
      publishedAt: product.publishedAt,
      createdAt: product.publishedAt,
      updatedAt: product.publishedAt,
    })),
  });
  await tx.merchantProduct.createMany({
    data: products.map(({ id, handle, merchantKey }) => ({
      merchantId: required(merchantIds, merchantKey),
      handle,
      productId: id,
    })),
  });
  await tx.productTranslation.createMany({
    data: products.flatMap((product) =>
      demoLanguages.map((language) => ({
        productId: product.id,
        language,
        title: product.title[language],
        slug: product.slug[language],
        headline: product.headline[language],
        descriptionHtml: product.descriptionHtml[language],
        specs: product.specs.map(({ label, value }) => ({ label: label[language], value: value[language] })),
      })),
    ),
  });
  await tx.productAttribute.createMany({
    data: products.flatMap(({ id, attributes }) =>
      Object.entries(attributes).flatMap(([attributeKey, values]) =>
        values.map((valueKey) => ({ productId: id, attributeKey, valueKey })),
      ),
    ),
  });
  await tx.media.createMany({
    data: products.flatMap(({ id, images }) =>
      images.map(({ key, hue, options, position }) => ({
        productId: id,
        mediaId: idFor(`media ${id} ${position}`),
        status: "ready" as const,
        key: mediaKey(key),
        width: pictureSize,
        height: pictureSize,
        hue,
        options,
        position,
      })),
    ),
  });
  await tx.variant.createMany({
    data: variants.map(({ productId, id, sku, barcode, options, weightGrams, position }) => ({
      productId,
      variantId: id,
      sku,
      barcode,
      options,
      weightGrams,
      position,
    })),
  });
  await tx.price.createMany({
    data: variants.flatMap(({ productId, id, prices, compareAt }) =>
      demoCurrencies.map((currency) => ({
        productId,
        variantId: id,
        currency,
        amount: prices[currency],
        compareAtAmount: compareAt[currency] ?? null,
      })),
    ),
  });
  await tx.stockLevel.createMany({
    data: variants.map(({ productId, id, locationId, onHand }) => ({
      productId,
      variantId: id,
      locationId,
      onHand,
      updatedAt: now,
    })),
  });
  await tx.stockLedger.createMany({
    data: variants
      .filter(({ onHand }) => onHand > 0)
      .map(({ productId, id, locationId, onHand, publishedAt }) => ({
        productId,
        entryId: idFor(`received ${id}`),
        variantId: id,
        locationId,
        change: "received" as const,
        onHandDelta: onHand,
        heldDelta: 0,
        soldDelta: 0,
        actor: "seed",
        reason: "opening stock",
        at: publishedAt,
      })),
  });
}

function required(ids: Map<string, string>, key: string): string {
  const id = ids.get(key);
  invariant(id, `the demo catalog names ${key} but has none`);
  return id;
}
