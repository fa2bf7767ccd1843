import path from "node:path";
import { startMeilisearch } from "../../dev/meilisearch/server";
import { newId } from "../../lib/core/ids";
import type { Db } from "../../lib/db/client";
import type { SearchEngine } from "../../lib/search/engine";
import { meilisearchEngine } from "../../lib/search/engine-meilisearch";
import { postgresEngine } from "../../lib/search/engine-postgres";
import { type Connection, connectMeilisearch } from "../../lib/search/meilisearch/connection";
import { feedChanges } from "../../lib/search/meilisearch/feed-changes";
import { indexesAreReady } from "../../lib/search/meilisearch/indexes-are-ready";
import { reindex } from "../../lib/search/meilisearch/reindex";
import { memoryOf } from "./memory";

export type EngineName = "postgres" | "meilisearch";

export interface OpenedEngine {
  engine: SearchEngine;
  /** What takes a change to an engine that keeps an index of its own. */
  spread: (productId: string) => Promise<void>;
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
  if (name === "postgres")
    return { engine: postgresEngine(db), spread: async () => {}, memory: () => 0, stop: async () => {} };
  const server = await startMeilisearch({ folder: path.join(folder, `meilisearch_${products}`) });
  const connection = connectMeilisearch({ url: server.url, key: server.key, prefix: "bench", timeoutMs: 60_000 });
  if (fresh || !(await indexesAreReady(connection))) await fillIndexes(db, connection, products);
  return {
    engine: meilisearchEngine(db, connection),
    spread: async (productId) => {
      await db.$executeRaw`insert into search_change (product_id, mark) values (${productId}::uuid, ${newId()}::uuid)`;
      await feedChanges(db, connection);
    },
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
