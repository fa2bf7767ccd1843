import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";

export interface TestProduct {
  merchantId: string;
  staffId: string;
  categoryId: string;
  productId: string;
  variantIds: [string, string];
  updatedAt: Date;
}

/** A merchant, a category and a published product with two variants, each with a price in dollars and ten units. */
export async function writeProduct(db: Db, now: Date): Promise<TestProduct> {
  const [merchantId, staffId, categoryId, productId] = [newId(), newId(), newId(), newId()];
  const variantIds: [string, string] = [newId(), newId()];
  await db.merchant.create({ data: { merchantId, handle: `m-${merchantId}`, name: "Test Works", createdAt: now } });
  await db.location.create({ data: { merchantId, locationId: merchantId, name: "Test Works", createdAt: now } });
  await db.category.create({
    data: {
      categoryId,
      lineage: [categoryId],
      key: `c-${categoryId}`,
      position: 0,
      translations: { create: { language: "en", name: "Things", path: `things-${categoryId}` } },
    },
  });
  await db.categoryPath.create({ data: { language: "en", path: `things-${categoryId}`, categoryId } });
  await db.product.create({
    data: {
      productId,
      merchantId,
      handle: "thing",
      status: "active",
      brand: "Test",
      categoryId,
      publishedAt: now,
      createdAt: now,
      updatedAt: now,
      translations: {
        create: { language: "en", title: "A thing", slug: "a-thing", descriptionHtml: "<p>It is a thing.</p>" },
      },
      variants: {
        create: variantIds.map((variantId, position) => ({
          variantId,
          sku: `T-${position}`,
          position,
          prices: { create: { currency: "USD", amount: 10_000 + position * 1_000 } },
          stock: { create: { locationId: merchantId, onHand: 10, updatedAt: now } },
        })),
      },
    },
  });
  return { merchantId, staffId, categoryId, productId, variantIds, updatedAt: now };
}
