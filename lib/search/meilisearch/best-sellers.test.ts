import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { writeCopies } from "@/dev/testing/write-copies";
import type { SearchRequest } from "../engine";
import { meilisearchEngine } from "../engine-meilisearch";
import { postgresEngine } from "../engine-postgres";
import { enough } from "../pool-sql";
import { requestFor } from "../request-for";
import { refreshTiers, restTier, tieredFrom, tieredKey } from "../tiers";
import { connectMeilisearch } from "./connection";
import { feedChanges } from "./feed-changes";
import { reindex } from "./reindex";
import { settings } from "./settings";
import { settle } from "./tasks";
import { sendProducts } from "./write-products";

const meilisearch = await useMeilisearch();
const database = useDatabase();
const copies = 3_000;
const bestSellers = 2_000;

/** A catalog as if it were large: its tiers are set by hand, two thousand best sellers and the rest. */
describe.skipIf(!meilisearch)("of a large catalog Meilisearch", () => {
  const given = { url: meilisearch?.url ?? "", key: meilisearch?.key, prefix: "best" };
  const connection = connectMeilisearch(given);
  const engine = () => meilisearchEngine(database.db, connection);
  const search = (text: string, rest: Partial<SearchRequest> = {}) => engine().search(requestFor("en", text, rest));
  const numbers = (hits: { title: string }[]) => hits.map(({ title }) => Number(title.split(" ")[1]));

  beforeAll(async () => {
    await writeCopies(database.db, copies);
    await database.db.$executeRaw`
      update catalog_text t set tier = case when e.sold_count > ${copies - bestSellers} then 0 else ${restTier} end
      from catalog_entry e where e.product_id = t.product_id`;
    await database.db.$executeRaw`
      insert into shop_state (key, value, updated_at) values (${tieredKey}, '', now())`;
    await reindex(database.db, connection);
  }, 180_000);

  afterEach(() => {
    for (const name of ["MEILI_URL", "MEILI_KEY", "MEILI_INDEX_PREFIX"]) delete process.env[name];
  });

  it("answers a common word with as many of the best sellers as are enough, and says that there are more", async () => {
    const first = await search("gizmo");
    expect(first).toMatchObject({ total: enough, atLeast: true, pages: enough / 24, inStockCount: enough });
    const seen = new Set<number>();
    for (let page = 1; page <= enough / 24; page++)
      for (const number of numbers((await search("gizmo", { page })).hits)) seen.add(number);
    expect(seen.size).toBe(enough);
    expect(Math.min(...seen)).toBeGreaterThan(copies - bestSellers);
    expect(await search("gizmo", { page: enough / 24 + 1 })).toEqual(await search("gizmo", { page: enough / 24 }));
  });

  it("asks all of the catalog where the best sellers have less than was to be expected", async () => {
    const dear = await search("gizmo", { filters: { facets: {}, priceMin: 98_800 } });
    expect(dear).toMatchObject({ total: enough, atLeast: true });
    expect(numbers(dear.hits)[0]).toBe(1_200);
    const last = await search("gizmo", { filters: { facets: {}, priceMin: 98_800 }, page: enough / 24 });
    expect(numbers(last.hits).at(-1)).toBe(1_201 - enough);
  });

  it("finds a rare word wherever it is, and counts it to the end", async () => {
    const rare = await search("rare");
    expect(rare.total).toBe(copies / 1_000);
    expect(rare).not.toHaveProperty("atLeast");
    expect(numbers((await search("lonely")).hits)).toEqual([1]);
  });

  it.each<[string, Partial<SearchRequest>]>([
    ["plate", {}],
    ["bowl", { filters: { facets: { color: ["odd"] } } }],
    ["bowl", { filters: { facets: { color: ["even"] }, priceMin: 99_000, inStock: true } }],
    ["plate", { sort: "price-asc", page: 2 }],
    ["plate", { sort: "newest", filters: { facets: {}, priceMax: 98_000 } }],
    ["lonely", { filters: { facets: { color: ["even"] } } }],
  ])("shows what Postgres shows of a list that is counted to its end: %s %o", async (text, rest) => {
    const counted = await search(text, rest);
    expect(counted).not.toHaveProperty("atLeast");
    expect(counted).toEqual(await postgresEngine(database.db).search(requestFor("en", text, rest)));
  });

  it("sorts all of a long list, not only its best sellers", async () => {
    expect(numbers((await search("gizmo", { sort: "price-asc" })).hits)[0]).toBe(copies);
    expect(numbers((await search("gizmo", { sort: "price-desc" })).hits).slice(0, 2)).toEqual([1, 2]);
    expect(numbers((await search("gizmo", { sort: "newest", page: 2, pageSize: 10 })).hits)[0]).toBe(11);
  });

  it("counts the other values of a filter of a long list", async () => {
    const { facets } = await search("gizmo", { filters: { facets: { color: ["odd"] } } });
    const color = facets.find(({ key }) => key === "color");
    expect(color?.values.map(({ key, count }) => [key, count])).toEqual([
      ["even", enough],
      ["odd", enough],
    ]);
  });

  it.each(["gizmo", "plate"])("lists the values of a facet as Postgres does, for %s", async (text) => {
    const list = requestFor("en", text, { filters: { facets: { color: ["even"] } } });
    const request = { list, facet: "brand", contains: "", limit: 10 };
    const { values } = await engine().facetValues(request);
    const postgres = await postgresEngine(database.db).facetValues(request);
    expect(values.map(({ key }) => key)).toEqual(["copied"]);
    expect(values[0]?.count).toBe(text === "gizmo" ? enough : postgres.values[0]?.count);
  });

  it("puts a pin where it belongs, wherever in the catalog it is", async () => {
    const lonely = (await search("lonely")).hits[0]?.productId ?? "";
    const { hits, total } = await search("mug", { pins: [{ productId: lonely, position: 2, always: true }] });
    expect(numbers(hits)[1]).toBe(1);
    expect(total).toBe(enough + 1);
  });

  it("pages through a long list with a pin in it, each product once", async () => {
    const lonely = (await search("lonely")).hits[0]?.productId ?? "";
    const pins = [{ productId: lonely, position: 30, always: true }];
    const seen: number[] = [];
    for (let page = 1; page <= enough / 24; page++) seen.push(...numbers((await search("gizmo", { page, pins })).hits));
    expect(seen[29]).toBe(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(enough);
  });

  it("says of each filter how many it hides by itself", async () => {
    const filters = { facets: { color: ["odd"] }, priceMin: 200_000 };
    const { total, hiddenBy } = await search("gizmo", { filters });
    expect({ total, hiddenBy }).toEqual({ total: 0, hiddenBy: [{ filter: "$price", count: copies / 2 }] });
  });

  it.each(["gizmo", "rare"])("counts the categories of %s", async (text) => {
    const list = requestFor("en", text);
    const [one, ...others] = await engine().categoryCounts(list);
    expect(others).toEqual([]);
    expect(one?.count).toBe(text === "gizmo" ? enough : copies / 1_000);
  });

  it("asks all of the catalog as long as the index has not heard of the best sellers", async () => {
    const young = { ...connection, prefix: "young" };
    await database.db.$executeRaw`update catalog_text set tier = ${restTier}`;
    await reindex(database.db, young);
    const best = { language: "en" as const, sort: "best-selling" as const };
    // A few of those that sell worst are all that it has heard of.
    await database.db.$executeRaw`
      update catalog_text t set tier = case when e.sold_count between 1 and 300 or e.sold_count > ${copies - bestSellers} then 0 else ${restTier} end
      from catalog_entry e where e.product_id = t.product_id`;
    const few = await database.db.$queryRaw<{ id: string }[]>`
      select product_id::text as id from catalog_entry where sold_count between 1 and 300`;
    const { tasks } = await sendProducts(
      database.db,
      young,
      "en",
      "young_en",
      few.map(({ id }) => id),
    );
    await settle(young.client, tasks);
    const { hits } = await meilisearchEngine(database.db, young).search(requestFor("en", "gizmo", best));
    expect(numbers(hits)[0]).toBe(copies);
  }, 90_000);

  it("asks all of the catalog of an index that was made before there were tiers", async () => {
    const old = { ...connection, prefix: "old" };
    await reindex(database.db, old);
    const filterableAttributes = settings.filterableAttributes?.map((each) =>
      typeof each === "string"
        ? each
        : { ...each, attributePatterns: each.attributePatterns.filter((name) => name !== "tier") },
    );
    await settle(old.client, [await old.client.index("old_en").updateSettings({ filterableAttributes })]);
    const { hits, atLeast } = await meilisearchEngine(database.db, old).search(requestFor("en", "gizmo"));
    expect(numbers(hits)).toHaveLength(24);
    expect(atLeast).toBe(true);
  }, 90_000);

  it("is told when what sells best changes", async () => {
    Object.assign(process.env, { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix });
    // Too small for tiers by itself: all of it goes to the rest, and every product that moved is fed.
    expect(copies).toBeLessThan(tieredFrom);
    await refreshTiers(database.db);
    expect(await database.db.searchChange.count()).toBeGreaterThanOrEqual(bestSellers);
    await feedChanges(database.db, connection, { secondsMax: 60 });
    const { hits } = await search("lonely");
    expect(numbers(hits)).toEqual([1]);
    const index = connection.client.index("best_en");
    const { results } = await index.getDocuments({ filter: "tier = 0", limit: 1 });
    expect(results).toEqual([]);
  }, 90_000);
});
