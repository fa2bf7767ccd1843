import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { clothing } from "@/dev/demo-catalog/departments/clothing";
import { writeDemo } from "@/dev/seed/write-demo";
import { completeFully } from "@/dev/testing/complete-fully";
import { useDatabase } from "@/dev/testing/use-database";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { buildSuggestions } from "./build-suggestions";
import type { SearchRequest } from "./engine";
import { postgresEngine } from "./engine-postgres";
import { listOftenSearched } from "./list-often-searched";
import { logQuery } from "./log-query";
import { refreshVocabulary } from "./refresh-vocabulary";
import { suggestFromTables } from "./suggest-from-tables";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const context = () => ({ db: database.db, engine: postgresEngine(database.db) });
const complete = (locale: Locale, text: string) => completeFully(context(), locale, text);

/** All that is worn can be had for dollars only. */
beforeAll(async () => {
  const { db } = database;
  await writeDemo(db, buildCatalog(now, [audio, clothing]), { now, password: "none", version: "test" });
  const { categoryId } = await db.category.findFirstOrThrow({
    where: { key: "clothing" },
    select: { categoryId: true },
  });
  await db.$executeRaw`
    delete from catalog_price p using catalog_entry e
    where e.product_id = p.product_id and e.lineage[1] = ${categoryId}::uuid and p.currency <> 'USD'`;
  await db.$executeRaw`
    update catalog_entry set amounts = jsonb_build_object('USD', amounts->'USD') where lineage[1] = ${categoryId}::uuid`;
  const addresses = ["198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4", "198.51.100.5"];
  for (const address of addresses)
    for (const text of ["waterproof jacket", "wireless headphones", "wireless zeppelin"])
      await logQuery(db, { language: "en", text, address, secret: "a secret", now });
  await refreshVocabulary(db);
  await buildSuggestions(db, now);
}, 120_000);

afterEach(() => vi.useRealTimers());

const fromTables = (locale: Locale, text: string) => suggestFromTables(context(), locale, text);

it.each([
  ["from memory", complete],
  ["from the tables", fromTables],
])("completes %s to what the market can buy", async (_how, complete) => {
  const [us, gb] = await Promise.all([complete("en-US", "jacke"), complete("en-GB", "jacke")]);
  expect(us.queries.map(({ text }) => text)).toContain("jacket");
  expect(us.products).not.toEqual([]);
  expect(gb).toEqual({ queries: [], categories: [], products: [] });
  expect((await complete("en-US", "cloth")).categories.map(({ name }) => name)).toContain("Clothing");
  expect((await complete("en-GB", "cloth")).categories).toEqual([]);
  expect((await complete("en-GB", "headph")).queries.map(({ text }) => text)).toContain("headphones");
  expect((await complete("en-GB", "jakcet")).products).toEqual([]);
  expect((await complete("en-US", "jakcet")).products).not.toEqual([]);
});

it.each(["en-GB", "en-US"] as const)(
  "whatever another market buys more of, completes with something found, in %s",
  async (locale) => {
    const { language, currency } = requireMarket(locale);
    const first = { filters: { facets: {} }, sort: "relevance", page: 1, pageSize: 1 } satisfies Partial<SearchRequest>;
    for (const beginning of ["w", "s", "b", "c", "h", "p"]) {
      const { queries, products } = await complete(locale, beginning);
      expect(queries.length, beginning).toBeGreaterThan(0);
      expect(products.length, beginning).toBeGreaterThan(0);
      for (const { text } of queries)
        expect(await context().engine.search({ ...first, language, currency, text }), text).not.toMatchObject({
          total: 0,
        });
    }
  },
);

it("shows as often searched what the market finds", async () => {
  const often = (currency: "USD" | "GBP") => listOftenSearched(database.db, { language: "en", currency }, 5);
  expect((await often("USD")).toSorted()).toEqual(["waterproof jacket", "wireless headphones"]);
  expect(await often("GBP")).toEqual(["wireless headphones"]);
});

it("asks for what the market can buy of a category once a minute, from the tables", async () => {
  const { db } = database;
  const names = async () => (await fromTables("en-US", "clothing")).categories.map(({ name }) => name);
  expect(await names()).toContain("Clothing");
  await db.$executeRaw`update catalog_entry set amounts = amounts - 'USD' where amounts ? 'USD'`;
  expect(await names()).toContain("Clothing");
  const now = performance.now();
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.advanceTimersByTime(now + 61_000);
  expect(await names()).toEqual([]);
});
