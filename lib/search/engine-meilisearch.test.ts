import { beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { codedOf } from "@/lib/search/contract-codes";
import { rankAlike } from "@/lib/search/contract-rank";
import { holdContract } from "@/lib/search/engine-contract";
import { meilisearchEngine } from "@/lib/search/engine-meilisearch";
import { connectMeilisearch } from "@/lib/search/meilisearch/connection";
import { feedChanges } from "@/lib/search/meilisearch/feed-changes";
import { reindex } from "@/lib/search/meilisearch/reindex";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";

const meilisearch = await useMeilisearch();
const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const catalog = buildCatalog(now);

describe.skipIf(!meilisearch)("the Meilisearch engine", () => {
  const connection = connectMeilisearch({ url: meilisearch?.url ?? "", key: meilisearch?.key, prefix: "test" });

  beforeAll(async () => {
    await writeDemo(database.db, catalog, { now, password: "none", version: "test" });
    await refreshVocabulary(database.db);
    await rankAlike(database.db);
    await reindex(database.db, connection);
  }, 180_000);

  const publish = async () => {
    await database.db.$executeRaw`
      insert into search_change (product_id, mark) select product_id, gen_random_uuid() from catalog_entry`;
    const fed = await feedChanges(database.db, connection, { secondsMax: 120 });
    expect(fed).toEqual({ fed: catalog.products.length, left: false });
  };

  it("is told of the whole catalog's changes at once", async () => {
    await publish();
    expect(await database.db.searchChange.count()).toBe(0);
  }, 120_000);

  holdContract(() => meilisearchEngine(database.db, connection), codedOf(catalog), {
    database,
    categories: catalog.categories,
    publish,
  });
});
