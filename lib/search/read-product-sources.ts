import type { Db, Tx } from "@/lib/db/client";

/** A product with all that lists and search take from its family. */
export type ProductSource = Awaited<ReturnType<typeof readProductSources>>[number];

/**
 * One statement a table, by the products' ids alone, one after the other: a transaction has one connection, and an
 * `include` would send it several statements at once.
 */
export async function readProductSources(tx: Tx | Db, productIds: readonly string[]) {
  const where = { productId: { in: [...productIds] } };
  const products = await tx.product.findMany({
    where,
    select: {
      productId: true,
      merchantId: true,
      handle: true,
      status: true,
      brand: true,
      categoryId: true,
      hue: true,
      optionKeys: true,
      soldCount: true,
      ratingCount: true,
      ratingSum: true,
      publishedAt: true,
      updatedAt: true,
    },
  });
  const translations = await tx.productTranslation.findMany({
    where,
    select: {
      productId: true,
      language: true,
      title: true,
      slug: true,
      headline: true,
      descriptionHtml: true,
      specs: true,
    },
  });
  const attributes = await tx.productAttribute.findMany({
    where,
    orderBy: [{ attributeKey: "asc" }, { valueKey: "asc" }],
    select: { productId: true, attributeKey: true, valueKey: true },
  });
  const variants = await tx.variant.findMany({
    where,
    orderBy: { position: "asc" },
    select: { productId: true, sku: true, barcode: true, options: true },
  });
  const prices = await tx.price.findMany({
    where,
    orderBy: [{ amount: "asc" }, { variantId: "asc" }],
    select: { productId: true, currency: true, amount: true, compareAtAmount: true },
  });
  const levels = await tx.stockLevel.findMany({
    where,
    select: { productId: true, onHand: true, held: true, oversellMax: true },
  });
  const media = await tx.media.findMany({
    where: { ...where, status: "ready" },
    orderBy: { position: "asc" },
    select: { productId: true, key: true, hue: true },
  });
  const of = {
    translations: byProduct(translations),
    attributes: byProduct(attributes),
    variants: byProduct(variants),
    prices: byProduct(prices),
    levels: byProduct(levels),
    media: byProduct(media),
  };
  return products.map((product) => ({
    ...product,
    translations: of.translations(product.productId),
    attributes: of.attributes(product.productId),
    variants: of.variants(product.productId),
    /** Cheapest first. */
    prices: of.prices(product.productId),
    levels: of.levels(product.productId),
    media: of.media(product.productId),
  }));
}

function byProduct<Row extends { productId: string }>(rows: Row[]): (productId: string) => Row[] {
  const groups = Map.groupBy(rows, ({ productId }) => productId);
  return (productId) => groups.get(productId) ?? [];
}
