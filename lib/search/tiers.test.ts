import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeCopies } from "@/dev/testing/write-copies";
import type { TestProduct } from "@/dev/testing/write-product";
import { connect, type Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { SearchRequest } from "./engine";
import { postgresEngine } from "./engine-postgres";
import { indexProducts } from "./index-products";
import { mendWords } from "./mend-words";
import { planQuery } from "./plan-query";
import { readSorted } from "./read-rows";
import { requestFor } from "./request-for";
import { refreshTiers, tieredFrom } from "./tiers";
import { walkHits } from "./walk-hits";

const copies = 30_000;
const database = useDatabase();
let product: TestProduct;

/** Large enough for tiers. */
beforeAll(async () => {
  product = await writeCopies(database.db, copies);
  await refreshTiers(database.db);
  await database.db.$executeRawUnsafe("analyze");
}, 180_000);

const search = (text: string, rest: Partial<SearchRequest> = {}, db: Db = database.db) =>
  postgresEngine(db).search(requestFor("en", text, rest));
const numbers = (hits: { title: string }[]) => hits.map(({ title }) => Number(title.split(" ")[1]));

it("holds the best sellers, and again after the order of sales has changed", async () => {
  const tierOf = async (i: number) => {
    const rows = await database.db.$queryRaw<{ tier: number }[]>`
      select tier::int from catalog_text where language = 'en' and product_id = md5(${String(i)})::uuid`;
    return rows.map(({ tier }) => tier);
  };
  expect(copies).toBeGreaterThan(tieredFrom);
  expect(await tierOf(copies)).toEqual([0]);
  expect(await tierOf(copies - 2_000)).toEqual([1]);
  expect(await tierOf(copies - 10_000)).toEqual([2]);

  const risen = "update catalog_entry set sold_count = $1 where product_id = md5('5')::uuid";
  await database.db.$executeRawUnsafe(risen, 1_000_000);
  await refreshTiers(database.db);
  expect(await tierOf(5)).toEqual([0]);
  expect(await tierOf(copies - 1_999)).toEqual([1]);
  await database.db.$executeRawUnsafe(risen, 5);
  await refreshTiers(database.db);
  expect(await tierOf(5)).toEqual([2]);
});

it("are kept when a product is indexed anew", async () => {
  await database.db
    .$executeRaw`update catalog_entry set sold_count = 2000000 where product_id = ${product.productId}::uuid`;
  await refreshTiers(database.db);
  await database.db.$executeRaw`update catalog_text set title = 'stale' where product_id = ${product.productId}::uuid`;
  await indexProducts(database.db, [product.productId]);
  const rows = await database.db.$queryRaw<{ title: string; tier: number }[]>`
    select title, tier::int from catalog_text
    where language = 'en' and product_id = ${product.productId}::uuid`;
  expect(rows).toEqual([{ title: expect.not.stringMatching("stale"), tier: 0 }]);
  await database.db.$executeRaw`update catalog_entry set sold_count = 0 where product_id = ${product.productId}::uuid`;
  await refreshTiers(database.db);
});

it("stand in one tier when they are indexed and moved at once", async () => {
  const id = product.productId;
  const index = () => inTransaction(database.db, (tx) => indexProducts(tx, [id]));
  for (const soldCount of [2_000_000, 0, 2_000_000, 0, 2_000_000, 0]) {
    await database.db.$executeRaw`update catalog_entry set sold_count = ${soldCount} where product_id = ${id}::uuid`;
    await database.db.$executeRaw`update catalog_text set title = 'stale' where product_id = ${id}::uuid`;
    await Promise.all([refreshTiers(database.db), index(), index()]);
    const rows = await database.db.$queryRaw<{ title: string }[]>`
      select title from catalog_text where language = 'en' and product_id = ${id}::uuid`;
    expect(rows).toEqual([{ title: expect.not.stringMatching("stale") }]);
  }
});

it("answer a common word with the best sellers, and say that there are more", async () => {
  const { hits, total, atLeast } = await search("gizmo");
  expect(numbers(hits).slice(0, 3)).toEqual([copies, copies - 1, copies - 2]);
  expect(atLeast).toBe(true);
  expect(total).toBeGreaterThanOrEqual(1_000);
});

it("find a rare word wherever it is, and count it to the end", async () => {
  const rare = await search("rare");
  expect(rare).toMatchObject({ total: copies / 1000 });
  expect(rare).not.toHaveProperty("atLeast");
  expect(numbers((await search("lonely")).hits)).toEqual([1]);
});

it("mend a word by its neighbours, and by its beginning where no neighbour is a word", async () => {
  await database.db.$executeRaw`
    insert into search_word (language, word, frequency) values ('en', 'gizmo', 30000), ('en', 'gizmos', 90000), ('en', 'gizmonaut', 1)`;
  expect(await mendWords(database.db, "en", "gizno")).toEqual(["gizmo"]);
  expect(await mendWords(database.db, "en", "gizmmonautt")).toEqual(["gizmonaut"]);
  expect(await mendWords(database.db, "en", "gadget")).toEqual([]);
});

it("leave a filter exact where a price hides the best sellers", async () => {
  const { total, hits } = await search("mug", { filters: { facets: { color: ["even"] }, priceMin: 99_900 } });
  expect(total).toBe(10);
  expect(numbers(hits).toSorted((a, b) => a - b)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
});

it("show the prices outside the range that is asked for, and count what is in it", async () => {
  const { price, total, atLeast } = await search("mug", { filters: { facets: {}, priceMin: 99_500 } });
  expect({ total, atLeast }).toEqual({ total: 50 });
  expect(price?.min).toBeLessThan(99_500);
});

it.each<[string, SearchRequest["sort"], number]>([
  ["plate", "price-asc", 1],
  ["plate", "price-desc", 1],
  ["plate", "newest", 1],
  ["plate", "price-asc", 3],
  ["plate", "price-desc", 5],
  ["plate", "newest", 4],
  ["bowl", "price-asc", 1],
  ["bowl", "price-desc", 1],
  ["bowl", "newest", 1],
  ["bowl", "price-desc", 4],
])("sort the part of a long list where the page ends: %s, %s, page %i", async (word, sort, page) => {
  const request = requestFor("en", word, { sort, page });
  const listing = { request, terms: planQuery("en", word), mode: "anchored" as const };
  const { hits, atLeast } = await search(word, { sort, page });
  expect(atLeast).toBe(true);
  const stretch = { offset: (page - 1) * request.pageSize, limit: request.pageSize };
  expect(hits.map(({ productId }) => productId)).toEqual(await walkHits(database.db, listing, stretch));
});

it("sort all of a long list, not only what was counted", async () => {
  expect(numbers((await search("gizmo", { sort: "price-asc" })).hits)[0]).toBe(copies);
  expect(numbers((await search("gizmo", { sort: "price-desc" })).hits).slice(0, 2)).toEqual([1, 2]);
  expect(numbers((await search("gizmo", { sort: "newest", page: 2, pageSize: 10 })).hits)[0]).toBe(11);
  const odd = await search("gizmo", { sort: "price-desc", filters: { facets: { color: ["odd"] } } });
  expect(numbers(odd.hits).slice(0, 3)).toEqual([1, 3, 5]);
});

it.each<Partial<SearchRequest>>([
  { sort: "price-asc" },
  { sort: "price-desc" },
  { sort: "newest" },
  { sort: "price-desc", filters: { facets: { color: ["even"] }, priceMin: 75_000, inStock: true } },
])("sorted whole or walked, a list is the same: %o", async (rest) => {
  const listing = { request: requestFor("en", "mug", rest), terms: planQuery("en", "mug"), mode: "anchored" as const };
  const [first = ""] = await walkHits(database.db, listing, { offset: 0, limit: 1 });
  for (const stretch of [
    { offset: 0, limit: 24 },
    { offset: 210, limit: 24, without: [first] },
  ]) {
    const walked = await walkHits(database.db, listing, stretch);
    expect(walked).toHaveLength(24);
    expect(await readSorted(database.db, listing, stretch)).toEqual(walked);
  }
});

it("are not sorted whole when a list is long", async () => {
  const request = requestFor("en", "gizmo", { sort: "price-asc" });
  const listing = { request, terms: planQuery("en", "gizmo"), mode: "anchored" as const };
  expect(await readSorted(database.db, listing, { offset: 0, limit: 24 })).toBeNull();
});

it.each<[string, Partial<SearchRequest>]>([
  ["rare", {}],
  ["mug", { filters: { facets: { color: ["even"] }, priceMin: 99_900 } }],
  ["rare", { sort: "newest" }],
])("past the end of %s the last page is shown, with %o", async (text, rest) => {
  const whole = await search(text, { ...rest, pageSize: 8, page: 1 });
  const last = await search(text, { ...rest, pageSize: 8, page: whole.pages });
  const beyond = await search(text, { ...rest, pageSize: 8, page: 40 });
  expect(last.hits.length).toBeGreaterThan(0);
  expect(last.hits.length).toBeLessThan(8);
  expect(beyond).toEqual(last);
});

it("bound how deep a sorted list goes", async () => {
  const last = await search("gizmo", { sort: "price-desc", page: 400 });
  expect(last.page).toBe(last.pages);
  expect(last.pages).toBe(20);
  expect(last.hits).toHaveLength(24);
});

it.each<[string, string, Partial<SearchRequest>]>([
  ["a common word", "gizmo", {}],
  ["a rare word", "rare", {}],
  ["two words and a filter", "gizmo mug", { filters: { facets: { color: ["even"] }, inStock: true } }],
  ["a misspelled word", "raer", {}],
  ["the whole catalog", "", {}],
  ["the cheapest of a common word", "gizmo", { sort: "price-asc" }],
  ["the newest", "", { sort: "newest" }],
  ["a page far down", "gizmo", { page: 30 }],
  ["a SKU nobody has", "wm-10442", {}],
])("no table is read whole for %s", async (_, text, rest) => {
  const scans = async () =>
    database.db.$queryRaw<{ name: string; scans: number }[]>`
      select relname as name, seq_scan::int as scans from pg_stat_user_tables
      where relname ~ '^catalog_(entry|price|text_en_[012])$'`;
  const before = new Map((await scans()).map(({ name, scans: count }) => [name, count]));
  const db = connect(database.url, 1);
  await search(text, rest, db);
  await db.$executeRaw`select pg_stat_force_next_flush()`;
  await db.$disconnect();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await scans()).filter(({ name, scans: count }) => count > (before.get(name) ?? 0))).toEqual([]);
});
