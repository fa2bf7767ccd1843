import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { type GuardedStore, guardStore } from "@/lib/cache/guard-store";
import { memoryStore } from "@/lib/cache/store-memory";
import type { SearchRequest } from "@/lib/search/engine";
import { postgresEngine } from "@/lib/search/engine-postgres";
import { indexProduct } from "@/lib/search/index-product";
import { rememberSearch } from "@/lib/search/remember-search";

const database = useDatabase();
let product: TestProduct;
let store: GuardedStore;
let now: number;
let searches: number;

beforeEach(async () => {
  product = await writeProduct(database.db, new Date());
  await indexProduct(database.db, product.productId);
  await database.db.$executeRaw`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`;
  now = Date.now();
  searches = 0;
  store = guardStore(memoryStore(() => now));
});

const request = (rest: Partial<SearchRequest> = {}): SearchRequest => ({
  language: "en",
  currency: "USD",
  text: "",
  categoryId: product.categoryId,
  filters: { facets: {} },
  sort: "relevance",
  page: 1,
  pageSize: 24,
  ...rest,
});

const ask = (asked = request()) =>
  rememberSearch(store, asked, () => {
    searches += 1;
    return postgresEngine(database.db).search(asked);
  });

const priceShown = async (asked = request()): Promise<number | undefined> => {
  const { hits } = await ask(asked);
  return hits.find(({ productId }) => productId === product.productId)?.price.amount;
};

/** As a verb does it: the price, then its listing. Gives the tags that the job would tell the app. */
async function setPrice(amount: number): Promise<string[]> {
  await database.db.price.updateMany({ where: { productId: product.productId }, data: { amount } });
  await indexProduct(database.db, product.productId);
  const rows = z.array(z.object({ payload: z.object({ tags: z.array(z.string()) }) })).parse(
    await database.db.$queryRaw`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'pages.revalidate'`,
  );
  return rows.flatMap(({ payload }) => payload.tags);
}

describe.each([
  ["a category's list", () => request()],
  ["a list by words", () => request({ text: "thing" })],
  ["a filtered list of the shop", () => request({ categoryId: undefined, filters: { facets: {}, inStock: true } })],
])("%s", (_, asked) => {
  it("is searched once for many, and shows a changed price once told, two seconds later at the latest", async () => {
    expect(await priceShown(asked())).toBe(10_000);
    for (let time = 0; time < 20; time++) await ask(asked());
    expect(searches).toBe(1);

    const told = await setPrice(7_500);
    await store.expireTags(told);
    now += 2_001;
    expect(await priceShown(asked())).toBe(7_500);
    expect(searches).toBe(2);
  });

  it("shows it after a minute even where nobody told", async () => {
    await ask(asked());
    await setPrice(7_500);
    now += 59_000;
    expect(await priceShown(asked())).toBe(10_000);
    now += 1_001;
    expect(await priceShown(asked())).toBe(7_500);
  });
});

it("comes back from the store as the engine answered, to the last field", async () => {
  const found = await ask();
  expect(await ask()).toEqual(found);
  expect(searches).toBe(1);
});

it("tells every request from every other, whatever the order it was put together in", async () => {
  const { text, ...rest } = request({ text: "thing" });
  await ask({ text, ...rest });
  await ask({ ...rest, text });
  expect(searches).toBe(1);
  for (const other of [
    { language: "de" },
    { currency: "EUR" },
    { text: "things" },
    { page: 2 },
    { sort: "newest" },
  ] as const)
    await ask(request({ text: "thing", ...other }));
  await ask(request({ text: "thing", pins: [{ productId: product.productId, position: 1, always: true }] }));
  expect(searches).toBe(7);
});

describe.each<[string, Partial<SearchRequest>]>([
  ["a page far in", { page: 4 }],
  ["two values", { filters: { facets: { color: ["sage", "sand"] } } }],
  ["a price range", { filters: { facets: {}, priceMax: 20_000 } }],
  ["a long text", { text: "thing ".repeat(12).trim() }],
])("what hardly anybody asks: %s", (_, rest) => {
  it("is not kept", async () => {
    await ask(request(rest));
    await ask(request(rest));
    expect(searches).toBe(2);
  });

  it("is searched once for a page and its metadata, which ask at the same time", async () => {
    const [page, metadata] = await Promise.all([ask(request(rest)), ask(request(rest))]);
    expect(page).toEqual(metadata);
    expect(searches).toBe(1);
  });
});
