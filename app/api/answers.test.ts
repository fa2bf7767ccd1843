import { beforeAll, describe } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { kitchen } from "@/dev/demo-catalog/departments/kitchen";
import { writeDemo } from "@/dev/seed/write-demo";
import { holdDescription } from "@/dev/testing/hold-description";
import { useDatabase } from "@/dev/testing/use-database";
import { buildSuggestions } from "@/lib/search/build-suggestions";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { GET as cards } from "./cards/route";
import { GET as facets } from "./facets/route";
import { GET as search } from "./search/route";
import { GET as suggest } from "./suggest/route";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");

describe("the catalog's API", () => {
  beforeAll(async () => {
    await writeDemo(database.db, buildCatalog(now, [audio, kitchen]), { now, password: "none", version: "test" });
    await refreshVocabulary(database.db);
    await buildSuggestions(database.db, now);
  }, 120_000);

  const handlers = { "/api/search": search, "/api/suggest": suggest, "/api/facets": facets, "/api/cards": cards };
  holdDescription(database, handlers, 200);
});
