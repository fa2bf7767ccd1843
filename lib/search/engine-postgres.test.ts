import { beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { codedOf } from "@/lib/search/contract-codes";
import { rankAlike } from "@/lib/search/contract-rank";
import { holdContract } from "@/lib/search/engine-contract";
import { postgresEngine } from "@/lib/search/engine-postgres";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { requestFor } from "@/lib/search/request-for";

const database = useDatabase();
const catalog = buildCatalog(new Date("2026-11-22T08:00:00Z"));

beforeAll(async () => {
  await writeDemo(database.db, catalog, { now: new Date("2026-11-22T08:00:00Z"), password: "none", version: "test" });
  await refreshVocabulary(database.db);
  await rankAlike(database.db);
}, 180_000);

it("lists what is asked for by another name before what is made for it", async () => {
  const { hits } = await postgresEngine(database.db).search(requestFor("en", "macbook"));
  const titles = hits.map(({ title }) => title);
  expect(titles.slice(0, 3).toSorted()).toEqual([
    "Forge 16 workstation laptop",
    "Margin 13 student laptop",
    "Slate 14 laptop",
  ]);
});

describe("the Postgres engine", () => {
  holdContract(() => postgresEngine(database.db), codedOf(catalog), { database, categories: catalog.categories });
});

it("an unpublished product is in no list and no count", async () => {
  const engine = postgresEngine(database.db);
  const before = await engine.search(requestFor("en", "nocturne wireless headphones"));
  const productId = before.hits[0]?.productId ?? "";
  await database.db.catalogEntry.update({ where: { productId }, data: { status: "draft" } });
  const { hits } = await engine.search(requestFor("en", "nocturne wireless headphones"));
  expect(hits.map((hit) => hit.productId)).not.toContain(productId);
  await database.db.catalogEntry.update({ where: { productId }, data: { status: "active" } });
});
