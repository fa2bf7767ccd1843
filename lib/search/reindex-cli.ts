import { MeilisearchError } from "meilisearch";
import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl } from "@/lib/core/env";
import { reasonOf } from "@/lib/core/reason-of";
import { connect, type Db } from "@/lib/db/client";
import { aloneAtReindexing } from "./alone-at-reindexing";
import { configuredMeilisearch } from "./meilisearch/configured";
import type { Connection } from "./meilisearch/connection";
import { indexesAreReady } from "./meilisearch/indexes-are-ready";
import { reindex } from "./meilisearch/reindex";
import { TaskFailedError } from "./meilisearch/tasks";
import { rebuildListing } from "./rebuild-listing";

class BusyError extends Error {}

const usage =
  "Usage: npm run reindex [-- --when-empty]. Builds anew what Postgres and Meilisearch search, while the shop sells.";

/**
 * `npm run reindex`: builds what search reads anew while the shop sells: what Postgres searches, then Meilisearch's indexes where
 * one is configured. With `--when-empty` only where nothing answers yet.
 */
async function main(): Promise<string> {
  const { values } = readCommandLine(usage, { options: { "when-empty": { type: "boolean", default: false } } });
  const connection = configuredMeilisearch();
  const db = connect(databaseUrl(), 4);
  try {
    return await (values["when-empty"] ? fillEmpty(db, connection) : reindexAll(db, connection));
  } finally {
    await db.$disconnect();
  }
}

async function reindexAll(db: Db, connection: Connection | null): Promise<string> {
  const began = performance.now();
  const done = await aloneAtReindexing(databaseUrl(), () => build(db, connection));
  if (done === null) throw new BusyError("Another reindexing is at work. Wait until it is done, or stop it first.");
  return `Done in ${((performance.now() - began) / 1_000).toFixed(1)} s.`;
}

/** The shop opens without Meilisearch as well: once it is there, the worker builds what is missing (`run-feed.ts`). */
async function fillEmpty(db: Db, connection: Connection | null): Promise<string> {
  try {
    return (await isReady(db, connection)) ? "The index is there." : await reindexAll(db, connection);
  } catch (error) {
    if (error instanceof BusyError) return "Another reindexing is at work; Postgres answers until it is done.";
    // A gateway's page is no JSON.
    const isMeilisearchs = [MeilisearchError, TaskFailedError, SyntaxError].some((own) => error instanceof own);
    if (!isMeilisearchs) throw error;
    console.error(error);
    return "Meilisearch can't be filled now; Postgres answers until the worker has filled it.";
  }
}

async function isReady(db: Db, connection: Connection | null): Promise<boolean> {
  if (connection) return indexesAreReady(db, connection);
  return (await db.$queryRaw<unknown[]>`select from catalog_entry limit 1`).length > 0;
}

/** The listings first: Meilisearch's documents are made of them. */
async function build(db: Db, connection: Connection | null): Promise<true> {
  const [{ all = 0 } = {}] = await db.$queryRaw<{ all: number }[]>`select count(*)::int as "all" from product`;
  await rebuildListing(db, { onProgress: tell("listings", all) });
  if (!connection) return true;
  const [{ active = 0 } = {}] = await db.$queryRaw<{ active: number }[]>`
    select count(*)::int as active from catalog_entry where status = 'active'`;
  await reindex(db, connection, { onProgress: tell("Meilisearch", active) });
  return true;
}

const tell =
  (part: string, count: number) =>
  ({ done }: { done: number }) =>
    console.log(`${part}: ${done.toLocaleString("en")} of ${count.toLocaleString("en")} products`);

try {
  console.log(await main());
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
