import { beforeAll, describe } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { languageCodes } from "@/lib/i18n/markets";
import { codedOf } from "@/lib/search/contract-codes";
import { holdContract } from "@/lib/search/engine-contract";
import { meilisearchEngine } from "@/lib/search/engine-meilisearch";
import { connectMeilisearch, indexName } from "@/lib/search/meilisearch/connection";
import { readIds } from "@/lib/search/meilisearch/read-rows";
import { settings } from "@/lib/search/meilisearch/settings";
import { settle } from "@/lib/search/meilisearch/tasks";
import { writeProducts } from "@/lib/search/meilisearch/write-products";
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
    const ids = await readIds(database.db, "00000000-0000-0000-0000-000000000000", 10_000);
    for (const language of languageCodes) {
      const uid = indexName(connection, language);
      const { client } = connection;
      await settle(client, [
        await client.createIndex(uid, { primaryKey: "id" }),
        await client.index(uid).updateSettings(settings),
      ]);
      await settle(client, await writeProducts(database.db, connection, language, uid, ids));
    }
  }, 180_000);

  holdContract(() => meilisearchEngine(database.db, connection), codedOf(catalog));
});
