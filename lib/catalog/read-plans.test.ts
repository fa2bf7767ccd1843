import { createHash } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { connect, type Db, type Tx } from "@/lib/db/client";
import { indexProducts } from "@/lib/search/index-products";
import { countPurchases } from "./discovery/count-purchases";
import { forgetPurchases } from "./discovery/forget-purchases";
import { rankTogether } from "./discovery/rank-together";
import { rankTrending } from "./discovery/rank-trending";
import { readCards } from "./read-cards";
import { readHome } from "./read-home";
import { readLive } from "./read-live";
import { readNewFor } from "./read-new-for";
import { readProduct } from "./read-product";
import { readSimilar } from "./read-similar";
import { readTogether } from "./read-together";
import { readTrending } from "./read-trending";

const now = new Date("2026-11-22T08:00:00Z");
const database = useDatabase();
const market = { language: "en", currency: "USD" } as const;
let product: TestProduct;

/** A catalog too large to be read whole by accident: copies of one product. */
beforeAll(async () => {
  // Over a connection of its own, which has told what it read by the time it is closed.
  const db = connect(database.url, 1);
  product = await writeProduct(db, now);
  await indexProducts(db, [product.productId]);
  const copies = "(select md5(i::text)::uuid as id, i from generate_series(1, 10000) i) c";
  await db.$executeRawUnsafe(
    `insert into product (product_id, merchant_id, handle, status, brand, category_id, option_keys, created_at, updated_at) select c.id, merchant_id, 'c' || i, 'active', brand, category_id, '{}', created_at, updated_at from product, ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into product_translation (product_id, language, title, slug, description_html) select c.id, 'en', 'Copy', 'copy', '' from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into variant (product_id, variant_id, sku, position) select c.id, c.id, 'S', 0 from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into price (product_id, variant_id, currency, amount) select c.id, c.id, 'USD', 100 + i from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into stock_level (product_id, variant_id, location_id, on_hand, updated_at) select c.id, c.id, c.id, 5, now() from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into media (product_id, media_id, status, key, position, width, height) select c.id, c.id, 'ready', 'a.webp', 0, 1, 1 from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into catalog_entry (product_id, merchant_id, merchant_name, handle, status, brand, lineage, facets, swatches, hue, variant_count, stock, in_stock, amounts, image_key, sold_count, rating_count, rating, published_at, updated_at) select c.id, merchant_id, merchant_name, 'c' || i, status, brand, case when i % 100 = 0 then lineage else array[c.id] end, facets, swatches, hue, 1, 5, true, jsonb_build_object('USD', 100 + i), 'a.webp', i, 0, 0, now() - i * interval '1 hour', updated_at from catalog_entry, ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into catalog_text (language, product_id, title, slug, document) select 'en', c.id, 'Copy', 'copy', 'copy'::tsvector from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into catalog_price (currency, product_id, amount, amount_max) select 'USD', c.id, 100 + i, 100 + i from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into bought_together (product_id, other_id, score) select c.id, md5((i + 1)::text)::uuid, 1 from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into trending (category_id, product_id, score) select md5((i % 100)::text)::uuid, c.id, i from ${copies}`,
  );
  await db.$executeRawUnsafe(`insert into product_demand (product_id, weight) select c.id, 100 from ${copies}`);
  await db.$executeRawUnsafe(
    `insert into co_purchase (product_id, other_id, weight, orders) select c.id, md5((i + 1)::text)::uuid, 100, 3 from ${copies}`,
  );
  await db.$executeRawUnsafe(
    `insert into product_sale (day, product_id, units) select '2026-11-20', c.id, 3 from ${copies}`,
  );
  await db.$executeRawUnsafe("analyze");
  await db.$executeRaw`select pg_stat_force_next_flush()`;
  await db.$disconnect();
}, 120_000);

/** As the copies' ids are made. */
const copyOf = (number: number): string =>
  createHash("md5")
    .update(String(number))
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

async function learn(tx: Tx): Promise<void> {
  const productIds = [copyOf(7), copyOf(8), copyOf(9)];
  await countPurchases(tx, [{ paidAt: now, items: productIds.map((productId) => ({ productId, units: 1 })) }]);
  await rankTogether(tx, productIds, now);
}

/** Tables of any size that the statements of a read went through from end to end. */
async function scannedWhole(read: (db: Db) => Promise<unknown>): Promise<string[]> {
  const scans = () => database.db.$queryRaw<{ name: string; scans: number }[]>`
    select relname as name, seq_scan::int as scans from pg_stat_user_tables
    where relname in ('product', 'product_translation', 'product_attribute', 'variant', 'price', 'stock_level', 'media', 'catalog_entry', 'catalog_text_en_4', 'catalog_price', 'bought_together', 'trending', 'co_purchase', 'product_demand')`;
  const before = new Map((await scans()).map(({ name, scans: count }) => [name, count]));
  const db = connect(database.url, 1);
  await read(db);
  await db.$executeRaw`select pg_stat_force_next_flush()`;
  await db.$disconnect();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return (await scans()).filter(({ name, scans: count }) => count > (before.get(name) ?? 0)).map(({ name }) => name);
}

it.each<[string, (db: Db) => Promise<unknown>]>([
  ["a product's page", (db) => readProduct(db, product.productId, "en-US")],
  ["its live part", (db) => readLive(db, product.productId, "en-US", now)],
  ["its similar products", (db) => readSimilar(db, product.productId, market)],
  ["what was bought with it", (db) => readTogether(db, [product.productId, copyOf(7), copyOf(8)], market, 4)],
  ["what is trending", (db) => readTrending(db, copyOf(7), market, 8)],
  ["what is new for somebody", (db) => readNewFor(db, [product.productId, copyOf(7)], market, now, 8)],
  ["cards", (db) => readCards(db, [product.productId], market, now)],
  ["what a batch of orders teaches", (db) => db.$transaction((tx) => learn(tx))],
  ["forgetting a slice of it", (db) => forgetPurchases(db, copyOf(7), now, { secondsMax: 0 })],
  ["the home page", (db) => readHome(db, market)],
  ["indexing", (db) => indexProducts(db, [product.productId])],
])("%s reads by indexes among ten thousand products", async (_, read) => {
  // product_attribute is empty here: whatever way it is read costs nothing.
  expect((await scannedWhole(read)).filter((name) => name !== "product_attribute")).toEqual([]);
});

it("trends are ranked without what was bought together", async () => {
  const read = await scannedWhole((db) => db.$transaction((tx) => rankTrending(tx, now)));
  expect(read.filter((name) => !["trending", "catalog_entry"].includes(name))).toEqual([]);
});

it("the watch sees a scan when there is one", async () => {
  expect(await scannedWhole((db) => db.$queryRaw`select count(*) from price where amount = 1`)).toEqual(["price"]);
});
