import fc from "fast-check";
import { beforeAll, describe, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { kitchen } from "@/dev/demo-catalog/departments/kitchen";
import { writeDemo } from "@/dev/seed/write-demo";
import { anyQuery, holdDescription } from "@/dev/testing/hold-description";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { requireMarket } from "@/lib/i18n/markets";
import { meilisearchEngine } from "@/lib/search/engine-meilisearch";
import { connectMeilisearch } from "@/lib/search/meilisearch/connection";
import { reindex } from "@/lib/search/meilisearch/reindex";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { parseSearchParams, readQuery } from "@/lib/search/url";
import { GET as facets } from "./facets/route";
import { GET as search } from "./search/route";

const meilisearch = await useMeilisearch();
const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");

describe.skipIf(!meilisearch)("the catalog's API with Meilisearch", () => {
  const given = { url: meilisearch?.url ?? "", key: meilisearch?.key ?? "", prefix: "answers" };

  beforeAll(async () => {
    Object.assign(process.env, { MEILI_URL: given.url, MEILI_KEY: given.key, MEILI_INDEX_PREFIX: given.prefix });
    await writeDemo(database.db, buildCatalog(now, [audio, kitchen]), { now, password: "none", version: "test" });
    await refreshVocabulary(database.db);
    await reindex(database.db, connectMeilisearch(given));
  }, 180_000);

  holdDescription(database, { "/api/search": search, "/api/facets": facets }, 200);

  it("leaves nothing to the engine behind it because Meilisearch refuses it", async () => {
    const engine = meilisearchEngine(
      database.db,
      connectMeilisearch({ ...given, timeoutMs: 10_000, answerMs: 20_000 }),
    );
    await fc.assert(
      fc.asyncProperty(anyQuery, async (asked) => {
        const { language, currency } = requireMarket("en-US");
        const list = parseSearchParams(readQuery(new URLSearchParams(asked)), { language, currency });
        await engine.search({ ...list, language, currency, pageSize: 24 });
      }),
      { numRuns: 200 },
    );
  }, 180_000);
});
