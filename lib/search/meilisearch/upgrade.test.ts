import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { writeDemo } from "@/dev/seed/write-demo";
import { startProcess } from "@/dev/testing/child-process";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { meilisearchEngine } from "../engine-meilisearch";
import { postgresEngine } from "../engine-postgres";
import { requestFor } from "../request-for";
import { runMend } from "../run-mend";
import { connectMeilisearch, indexName } from "./connection";
import { composeDocument } from "./document";
import { firstId, readIds, readRows } from "./read-rows";
import { reindex } from "./reindex";
import { settings } from "./settings";
import { settle } from "./tasks";

const meilisearch = await useMeilisearch();
const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");

describe.skipIf(!meilisearch)("an index of the release before", () => {
  const given = { url: meilisearch?.url ?? "", key: meilisearch?.key ?? "", prefix: "upgrade" };
  const environment = { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix };
  const connection = connectMeilisearch(given);
  const { client, languages } = connection;
  const english = client.index(indexName(connection, "en"));
  const sortable = async () => (await english.getSettings()).sortableAttributes;

  beforeAll(async () => {
    await writeDemo(database.db, buildCatalog(now, [audio]), { now, password: "none", version: "test" });
    await reindex(database.db, connection);
    Object.assign(process.env, environment);
  }, 120_000);

  afterAll(() => {
    for (const name of Object.keys(environment)) delete process.env[name];
  });

  /** As it was before ids told apart what is alike. */
  beforeEach(async () => {
    const sortableAttributes = settings.sortableAttributes?.filter((name) => name !== "id");
    for (const language of languages)
      await settle(client, [
        await client.index(indexName(connection, language)).updateSettings({ sortableAttributes }),
      ]);
  });

  it.each(["price-asc", "price-desc", "newest", "best-selling"] as const)("sorts what has words: %s", async (sort) => {
    const request = requestFor("en", "headphones", { sort });
    const { total, hits } = await meilisearchEngine(database.db, connection).search(request);
    const postgres = await postgresEngine(database.db).search(request);
    expect(total).toBe(postgres.total);
    const amounts = (cards: typeof hits) => cards.map(({ price }) => price.amount);
    if (sort.startsWith("price")) expect(amounts(hits)).toEqual(amounts(postgres.hits));
  });

  it("has newest first and brands by their names while some of its documents are not written anew yet", async () => {
    const rows = await readRows(database.db, "en", await readIds(database.db, firstId, 1_000));
    const before = rows
      .filter((_, index) => index % 2 === 0)
      .map((row) => ({
        id: row.productId,
        published: Math.floor((row.publishedAt?.getTime() ?? 0) / 1_000),
        brand: composeDocument("en", row).brand.map((written) => `${written.split("|")[0]}|${row.brand}`),
      }));
    await settle(client, [await english.updateDocuments(before)]);
    const request = requestFor("en", "headphones", { sort: "newest" });
    const { hits, facets } = await meilisearchEngine(database.db, connection).search(request);
    const postgres = await postgresEngine(database.db).search(request);
    const ids = (cards: typeof hits) => cards.map(({ productId }) => productId);
    const brands = (all: typeof facets) => all.find(({ key }) => key === "brand")?.values;
    expect(ids(hits)).toEqual(ids(postgres.hits));
    expect(brands(facets)).toEqual(brands(postgres.facets));

    const { facetDistribution } = await english.search("", { facets: ["brand"] });
    const readBefore = Object.keys(facetDistribution?.brand ?? {}).map((written) => written.split("|")[1]);
    expect(new Set(readBefore)).toEqual(new Set(rows.map(({ brand }) => brand)));
  });

  it("is set as the code says when the worker starts", async () => {
    const worker = startProcess("lib/jobs/worker.ts", [], { ...environment, DATABASE_URL: database.url });
    try {
      await expect.poll(sortable, { timeout: 30_000, interval: 200 }).toContain("id");
    } finally {
      await worker.kill();
    }
  }, 60_000);

  it("is set so before the night looks at the first listing, and none is made where one is missing", async () => {
    const german = indexName(connection, "de");
    await settle(client, [await client.deleteIndex(german)]);
    await runMend(database.db, pino({ level: "silent" }), {}, { secondsMax: 0 });
    expect(await sortable()).toContain("id");
    expect((await client.getRawIndexes()).results.map(({ uid }) => uid)).not.toContain(german);
  });
});
