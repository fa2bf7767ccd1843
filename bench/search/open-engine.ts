import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { startMeilisearch } from "../../dev/meilisearch/server";
import type { Db } from "../../lib/db/client";
import type { Language } from "../../lib/i18n/markets";
import type { SearchEngine } from "../../lib/search/engine";
import { meilisearchEngine } from "../../lib/search/engine-meilisearch";
import { postgresEngine } from "../../lib/search/engine-postgres";
import { type Connection, connectMeilisearch } from "../../lib/search/meilisearch/connection";
import { indexesAreReady } from "../../lib/search/meilisearch/indexes-are-ready";
import { reindex } from "../../lib/search/meilisearch/reindex";

export type EngineName = "postgres" | "meilisearch";

export interface OpenedEngine {
  engine: SearchEngine;
  /** Its server's process, if it has one besides Postgres. */
  pid: number | null;
  stop: () => Promise<void>;
}

interface Wanted {
  /** Meilisearch's indexes are kept in it between runs. */
  folder: string;
  products: number;
  languages: readonly Language[];
  fresh: boolean;
}

/** The engine over the database's catalog, its files in the machine's memory as far as that holds them. */
export async function openEngine(
  name: EngineName,
  db: Db,
  { folder, products, languages, fresh }: Wanted,
): Promise<OpenedEngine> {
  if (name === "postgres") return { engine: postgresEngine(db), pid: null, stop: async () => {} };
  const home = path.join(folder, `meilisearch_${products}_${languages.join("_")}`);
  const server = await startMeilisearch({ folder: home });
  const prefix = "bench";
  const connection = connectMeilisearch({ url: server.url, key: server.key, prefix, languages, timeoutMs: 60_000 });
  if (fresh || !(await indexesAreReady(db, connection))) await fillIndexes(db, connection, products);
  await readFiles(home);
  // From here on what is indexed is fed to it, as in a shop that has one.
  Object.assign(process.env, { MEILI_URL: server.url, MEILI_KEY: server.key, MEILI_INDEX_PREFIX: prefix });
  return {
    engine: meilisearchEngine(db, connection),
    pid: server.pid,
    stop: server.stop,
  };
}

/** So that they are in the machine's memory, as of a shop that has been open for a day. */
async function readFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) for await (const _ of createReadStream(path.join(entry.parentPath, entry.name)));
}

async function fillIndexes(db: Db, connection: Connection, products: number): Promise<void> {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(0);
  await reindex(db, connection, {
    onProgress: ({ done }) => done % 50_000 === 0 && console.log(`  ${done} of ${products} after ${seconds()} s`),
  });
  console.log(`indexed in Meilisearch after ${seconds()} s`);
}
