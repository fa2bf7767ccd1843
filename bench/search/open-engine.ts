import path from "node:path";
import { startMeilisearch } from "../../dev/meilisearch/server";
import type { Db } from "../../lib/db/client";
import type { SearchEngine } from "../../lib/search/engine";
import { meilisearchEngine } from "../../lib/search/engine-meilisearch";
import { postgresEngine } from "../../lib/search/engine-postgres";
import { type Connection, connectMeilisearch } from "../../lib/search/meilisearch/connection";
import { indexesAreReady } from "../../lib/search/meilisearch/indexes-are-ready";
import { reindex } from "../../lib/search/meilisearch/reindex";
import { memoryOf } from "./memory";

export type EngineName = "postgres" | "meilisearch";

export interface OpenedEngine {
  engine: SearchEngine;
  /** Megabytes, besides those of Postgres. */
  memory: () => number;
  stop: () => Promise<void>;
}

/** The engine over the database's catalog; Meilisearch's indexes are kept in `folder` between runs. */
export async function openEngine(
  name: EngineName,
  db: Db,
  { folder, products, fresh }: { folder: string; products: number; fresh: boolean },
): Promise<OpenedEngine> {
  if (name === "postgres") return { engine: postgresEngine(db), memory: () => 0, stop: async () => {} };
  const server = await startMeilisearch({ folder: path.join(folder, `meilisearch_${products}`) });
  const prefix = "bench";
  const connection = connectMeilisearch({ url: server.url, key: server.key, prefix, timeoutMs: 60_000 });
  if (fresh || !(await indexesAreReady(connection))) await fillIndexes(db, connection, products);
  // From here on what is indexed is fed to it, as in a shop that has one.
  Object.assign(process.env, { MEILI_URL: server.url, MEILI_KEY: server.key, MEILI_INDEX_PREFIX: prefix });
  return {
    engine: meilisearchEngine(db, connection),
    memory: () => memoryOf(server.pid),
    stop: server.stop,
  };
}

async function fillIndexes(db: Db, connection: Connection, products: number): Promise<void> {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(0);
  await reindex(db, connection, {
    onProgress: ({ done }) => done % 50_000 === 0 && console.log(`  ${done} of ${products} after ${seconds()} s`),
  });
  console.log(`indexed in Meilisearch after ${seconds()} s`);
}
