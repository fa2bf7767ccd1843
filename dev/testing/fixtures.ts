import { newId } from "../../lib/core/ids";
import type { Currency } from "../../lib/core/money";
import type { Db } from "../../lib/db/client";

/** A small world for tests: one merchant, one category, and products as asked for. */
export interface World {
  merchantId: string;
  categoryId: string;
}

export interface FixtureVariant {
  productId: string;
  variantId: string;
}

const at = new Date("2026-01-01T00:00:00Z");

export async function makeWorld(db: Db): Promise<World> {
  const merchantId = newId();
  const categoryId = newId();
  await db.merchant.create({
    data: { merchantId, handle: `m-${merchantId.slice(-6)}`, name: "Halden Audio", createdAt: at },
  });
  const address = { line1: "Nøstegaten 42", postalCode: "5011", city: "Bergen", country: "NO" };
  await db.location.create({ data: { merchantId, locationId: merchantId, name: "Halden", ...address, createdAt: at } });
  await db.category.create({ data: { categoryId, key: `c-${categoryId}`, lineage: [categoryId], position: 1 } });
  await db.categoryTranslation.create({
    data: { categoryId, language: "en", name: "Audio", path: `audio-${categoryId.slice(-6)}` },
  });
  return { merchantId, categoryId };
}

/** A published product with one variant: a price in each currency given, and units on hand. */
export async function makeProduct(
  db: Db,
  world: World,
  {
    title = "Teapot",
    onHand = 10,
    prices = { USD: 6400 },
    taxClass = "standard",
  }: { title?: string; onHand?: number; prices?: Partial<Record<Currency, number>>; taxClass?: string } = {},
): Promise<FixtureVariant> {
  const productId = newId();
  const variantId = newId();
  await db.product.create({
    data: {
      productId,
      merchantId: world.merchantId,
      handle: `p-${productId}`,
      status: "active",
      brand: "Kiln",
      categoryId: world.categoryId,
      taxClass,
      optionKeys: [],
      publishedAt: at,
      createdAt: at,
      updatedAt: at,
      translations: { create: { language: "en", title, slug: "teapot", descriptionHtml: "<p>A teapot.</p>" } },
      variants: { create: { variantId, sku: `SKU-${variantId.slice(-8)}`, position: 0 } },
    },
  });
  await stockVariant(db, world, { productId, variantId }, { onHand, prices });
  return { productId, variantId };
}

/** One more variant of a product. */
export async function makeVariant(
  db: Db,
  world: World,
  { productId }: { productId: string },
  { onHand = 10, prices = { USD: 6400 } }: { onHand?: number; prices?: Partial<Record<Currency, number>> } = {},
): Promise<FixtureVariant> {
  const variant = { productId, variantId: newId() };
  await db.variant.create({ data: { ...variant, sku: `SKU-${variant.variantId.slice(-8)}`, position: 1 } });
  await stockVariant(db, world, variant, { onHand, prices });
  return variant;
}

async function stockVariant(
  db: Db,
  world: World,
  { productId, variantId }: FixtureVariant,
  { onHand, prices }: { onHand: number; prices: Partial<Record<Currency, number>> },
): Promise<void> {
  await db.price.createMany({
    data: Object.entries(prices).map(([currency, amount]) => ({ productId, variantId, currency, amount })),
  });
  await db.stockLevel.create({ data: { productId, variantId, locationId: world.merchantId, onHand, updatedAt: at } });
  await db.stockLedger.create({
    data: {
      productId,
      entryId: newId(),
      variantId,
      locationId: world.merchantId,
      change: "received",
      onHandDelta: onHand,
      heldDelta: 0,
      soldDelta: 0,
      actor: "test",
      at,
    },
  });
}

/** Two worlds: one whose merchant takes money at once, one whose merchant takes it when a parcel leaves. */
export async function makeCaptureWorlds(db: Db): Promise<{ at_once: World; on_shipment: World }> {
  const worlds = { at_once: await makeWorld(db), on_shipment: await makeWorld(db) };
  const { merchantId } = worlds.on_shipment;
  await db.merchant.update({ where: { merchantId }, data: { captureMode: "on_shipment" } });
  return worlds;
}
