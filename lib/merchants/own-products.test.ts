import { beforeAll, expect, it } from "vitest";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { updateProduct } from "@/lib/catalog/update-product";
import { newId } from "@/lib/core/ids";
import { adjustStock } from "@/lib/inventory/adjust-stock";
import { setPrices } from "@/lib/pricing/set-prices";
import { indexProducts } from "@/lib/search/index-products";
import { findBySku } from "./find-by-sku";
import { listOwnProducts, type OwnProductFilter } from "./list-own-products";
import { readOwnProduct } from "./read-own-product";

const database = useDatabase();
const now = new Date("2026-01-02T09:00:00Z");
let mine: World;
let theirs: World;

const list = (
  world: World,
  filter: OwnProductFilter = {},
  after: Parameters<typeof listOwnProducts>[3]["after"] = null,
  pageSize = 4,
) => listOwnProducts(database.db, world.merchantId, filter, { language: "en", currency: "USD", after, pageSize });

beforeAll(async () => {
  mine = await makeWorld(database.db);
  theirs = await makeWorld(database.db);
});

it("shows a merchant its own products alone, and lets nobody else change them", async () => {
  const product = await makeProduct(database.db, theirs, { title: "Secret lamp" });
  await indexProducts(database.db, [product.productId]);
  const staff = { merchantId: mine.merchantId, staffId: newId(), now };
  expect((await list(mine, { text: "Secret" })).rows).toEqual([]);
  expect((await list(theirs, { text: "Secret" })).rows).toHaveLength(1);
  expect(await readOwnProduct(database.db, mine.merchantId, product.productId, "en")).toBeNull();
  expect(
    await updateProduct(database.db, staff, { productId: product.productId, titles: { en: "Mine" }, status: "draft" }),
  ).toEqual({ ok: false, error: { code: "not_found" } });
  const price = { variantId: product.variantId, currency: "USD" as const, amount: 1, compareAtAmount: null };
  expect(await setPrices(database.db, staff, { productId: product.productId }, [price])).toEqual({
    ok: false,
    error: { code: "not_found" },
  });
  expect(await adjustStock(database.db, staff, { ...product, onHand: { to: 0 }, reason: "" })).toEqual({
    ok: false,
    error: { code: "not_found" },
  });
  const own = await readOwnProduct(database.db, theirs.merchantId, product.productId, "en");
  expect(own).toMatchObject({
    status: "active",
    translations: [{ title: "Secret lamp" }],
    variants: [{ stock: [{ onHand: 10 }], prices: [{ amount: 6400 }] }],
  });
});

it("pages through every product once", async () => {
  const world = await makeWorld(database.db);
  const products = await Promise.all(
    Array.from({ length: 11 }, (_, n) => makeProduct(database.db, world, { title: `Teapot ${n}` })),
  );
  await indexProducts(
    database.db,
    products.map(({ productId }) => productId),
  );
  const seen: string[] = [];
  let after = null;
  do {
    const page = await list(world, {}, after);
    seen.push(...page.rows.map(({ productId }) => productId));
    after = page.next;
  } while (after);
  expect(seen.toSorted()).toEqual(products.map(({ productId }) => productId).toSorted());
});

it("finds by title, handle and SKU, and by little stock", async () => {
  const world = await makeWorld(database.db);
  const scarce = await makeProduct(database.db, world, { title: "Walnut bowl", onHand: 2 });
  const plenty = await makeProduct(database.db, world, { title: "Oak bowl" });
  await indexProducts(database.db, [scarce.productId, plenty.productId]);
  for (const { productId } of [scarce, plenty])
    await database.db.merchantProduct.create({ data: { merchantId: world.merchantId, handle: productId, productId } });
  const find = async (filter: OwnProductFilter) => (await list(world, filter)).rows.map(({ title }) => title);
  expect(await find({ text: "walnut" })).toEqual(["Walnut bowl"]);
  expect(await find({ text: `p-${plenty.productId}` })).toEqual(["Oak bowl"]);
  expect(await find({ text: `sku-${scarce.variantId.slice(-8)}` })).toEqual(["Walnut bowl"]);
  expect(await find({ lowStock: true })).toEqual(["Walnut bowl"]);
  expect(await find({ status: "draft" })).toEqual([]);
  expect(await find({ text: "%" })).toEqual([]);
});

it("tells when someone else changed the product meanwhile", async () => {
  const { productId } = await makeProduct(database.db, mine);
  const shown = await readOwnProduct(database.db, mine.merchantId, productId, "en");
  const staff = { merchantId: mine.merchantId, staffId: newId(), now };
  const edit = { productId, expectedUpdatedAt: shown?.updatedAt };
  expect(await updateProduct(database.db, staff, { ...edit, titles: { en: "First" } })).toMatchObject({ ok: true });
  expect(await updateProduct(database.db, staff, { ...edit, titles: { en: "Second" } })).toEqual({
    ok: false,
    error: { code: "changed_meanwhile" },
  });
});

it("finds a SKU however many products the merchant has", async () => {
  const world = await makeWorld(database.db);
  const { merchantId } = world;
  const products = await Promise.all(Array.from({ length: 7 }, () => makeProduct(database.db, world)));
  for (const { productId } of products)
    await database.db.merchantProduct.create({ data: { merchantId, handle: productId, productId } });
  for (const { productId, variantId } of products) {
    const { sku } = await database.db.variant.findUniqueOrThrow({
      where: { productId_variantId: { productId, variantId } },
    });
    expect(await findBySku(database.db, merchantId, sku, { sliceMax: 2 })).toEqual([productId]);
  }
  expect(await findBySku(database.db, merchantId, "sku-0 of nobody", { sliceMax: 2 })).toEqual([]);
});
