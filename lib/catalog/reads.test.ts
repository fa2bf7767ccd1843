import { beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { pantry } from "@/dev/demo-catalog/departments/pantry";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { indexProducts } from "@/lib/search/index-products";
import { readCategoryByPath } from "./find-category";
import { readCards } from "./read-cards";
import { readCategoryTree } from "./read-categories";
import { readHome } from "./read-home";
import { readLive } from "./read-live";
import { readProduct } from "./read-product";
import { readSimilar } from "./read-similar";

const now = new Date("2026-11-22T08:00:00Z");
const catalog = buildCatalog(now, [audio, pantry]);
const database = useDatabase();
const nocturne =
  catalog.products.find(({ handle }) => handle === "nocturne-wireless-headphones") ?? catalog.products[0];
if (!nocturne) throw new Error("no product");
const id = nocturne.id;
const dollars = { language: "en", currency: "USD" } as const;

beforeAll(() => writeDemo(database.db, catalog, { now, password: "none", version: "test" }));

describe("readProduct", () => {
  it("is whole in the market's language and currency", async () => {
    const product = await readProduct(database.db, id, "ja-JP");
    expect(product).toMatchObject({
      title: nocturne.title.ja,
      slug: nocturne.slug.ja,
      slugs: nocturne.slug,
      language: "ja",
      merchantName: "Halden Audio",
    });
    expect(
      product?.variants.map(({ sku, price, compareAt }) => ({ sku, price: price.amount, was: compareAt?.amount })),
    ).toEqual(nocturne.variants.map(({ sku, prices, compareAt }) => ({ sku, price: prices.JPY, was: compareAt.JPY })));
    expect(product?.options.map(({ key, kind, values }) => [key, kind, values.map((value) => value.key)])).toEqual([
      ["color", "swatch", ["graphite", "cream", "sage"]],
      ["edition", "choice", ["standard", "studio", "travel"]],
    ]);
    expect(product?.options[0]?.values[2]).toEqual({ key: "sage", label: "セージ", swatch: "#7d9270" });
    expect(product?.pictures[2]?.alt).toBe(`${nocturne.title.ja}, セージ`);
  });

  it("falls back to English where a translation is missing, and is null where there is nothing to sell", async () => {
    const other = catalog.products[1];
    if (!other) throw new Error("no product");
    await database.db.productTranslation.delete({
      where: { productId_language: { productId: other.id, language: "de" } },
    });
    expect(await readProduct(database.db, other.id, "de-DE")).toMatchObject({ title: other.title.en, language: "en" });
    await database.db.price.deleteMany({ where: { productId: other.id, currency: "EUR" } });
    expect(await readProduct(database.db, other.id, "de-DE")).toBeNull();
    expect(await readProduct(database.db, other.id, "de-US")).not.toBeNull();
    expect(await readLive(database.db, other.id, "de-DE", now)).toBeNull();
    await database.db.product.update({ where: { productId: other.id }, data: { status: "draft" } });
    expect(await readProduct(database.db, other.id, "en-US")).toBeNull();
    expect(await readLive(database.db, other.id, "en-US", now)).toBeNull();
    expect(await readProduct(database.db, newId(), "en-US")).toBeNull();
    await indexProducts(database.db, [other.id]);
    expect(await readCards(database.db, [other.id], dollars, now)).toEqual([]);
  });
});

it("readLive tells free units, held ones left out", async () => {
  const [variant] = nocturne.variants;
  await database.db.stockLevel.updateMany({
    where: { productId: id, variantId: variant?.id ?? "" },
    data: { held: 3 },
  });
  const live = await readLive(database.db, id, "en-GB", now);
  expect(live?.variants).toHaveLength(nocturne.variants.length);
  expect(live?.variants[0]).toEqual({
    variantId: variant?.id,
    price: { amount: variant?.prices.GBP, currency: "GBP" },
    compareAt: { amount: variant?.compareAt.GBP, currency: "GBP" },
    free: (variant?.onHand ?? 0) - 3,
    shipsFrom: null,
    perCustomerMax: null,
  });
});

it("readCards keeps the order it was asked in and leaves out what isn't there", async () => {
  const wanted = [catalog.products[5], catalog.products[3]].map((product) => product?.id ?? "");
  const cards = await readCards(database.db, [newId(), ...wanted], { language: "de", currency: "EUR" }, now);
  expect(cards.map(({ productId }) => productId)).toEqual(wanted);
  expect(cards[0]?.title).toBe(catalog.products[5]?.title.de);
  expect(cards[0]?.path).toMatch(/^\/p\/[a-z0-9-]+-[1-9A-Za-z]{22}$/);
});

it("similar products are others of the department, those of the category first", async () => {
  const cards = await readSimilar(database.db, id, dollars);
  const categoryOf = (productId: string) =>
    catalog.products.find((product) => product.id === productId)?.categoryKey ?? "";
  const keys = cards.map(({ productId }) => categoryOf(productId));
  expect(cards).toHaveLength(8);
  expect(cards.map(({ productId }) => productId)).not.toContain(id);
  expect(keys.every((key) => key.startsWith("audio/"))).toBe(true);
  expect(keys.lastIndexOf("audio/headphones")).toBeLessThan(keys.findIndex((key) => key !== "audio/headphones"));
});

it("the home page shows each product once, offers are reduced, the newest come newest first", async () => {
  const { featured, fresh, offers } = await readHome(database.db, dollars);
  const all = [...featured, ...fresh, ...offers].map(({ productId }) => productId);
  expect(new Set(all).size).toBe(all.length);
  expect(featured).toHaveLength(2);
  expect(offers.length).toBeGreaterThan(0);
  expect(offers.every(({ price, compareAt }) => compareAt !== null && compareAt.amount > price.amount)).toBe(true);
});

describe("categories", () => {
  it("are a tree in the order of the menu", async () => {
    const tree = await readCategoryTree(database.db, "de");
    expect(tree.map(({ key }) => key)).toEqual(["audio", "pantry"]);
    expect(tree[0]?.children[0]).toMatchObject({
      key: "audio/headphones",
      name: "Kopfhörer",
      path: "audio/kopfhoerer",
    });
  });

  it("are found by path; an old path and another language's lead to the current one", async () => {
    const found = await readCategoryByPath(database.db, "de", "audio/kopfhoerer");
    expect(found).toMatchObject({
      kind: "found",
      category: { key: "audio/headphones" },
      ancestors: [{ key: "audio" }],
      paths: { en: "audio/headphones", ja: "オーディオ/ヘッドホン" },
    });
    expect(await readCategoryByPath(database.db, "de", "audio/headphones")).toEqual({
      kind: "moved",
      path: "audio/kopfhoerer",
    });
    const categoryId = found?.kind === "found" ? found.category.categoryId : "";
    await database.db.categoryPath.create({ data: { language: "en", path: "audio/earphones", categoryId } });
    expect(await readCategoryByPath(database.db, "en", "audio/earphones")).toEqual({
      kind: "moved",
      path: "audio/headphones",
    });
    expect(await readCategoryByPath(database.db, "en", "audio/nothing")).toBeNull();
  });
});
