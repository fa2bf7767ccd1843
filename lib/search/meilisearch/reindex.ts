import { createHash } from "node:crypto";
import type { EnqueuedTask, IndexSwap } from "meilisearch";
import { systemClock } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { type Connection, indexName, nextIndexName } from "./connection";
import { feedChanges } from "./feed-changes";
import { uidsThere } from "./find-indexes";
import { markOvertaken, type Sent } from "./mark-overtaken";
import { firstPlace, type Place, readBySales } from "./read-by-sales";
import { documentVersion } from "./read-rows";
import { clearProgress, indexesKey, type Progress, readProgress, writeProgress } from "./reindex-progress";
import { settings } from "./settings";
import { settleSwap } from "./settle-swap";
import { settle } from "./tasks";
import { sendProducts } from "./write-products";

const pageSize = 2_000;
/** Pages under way at once: Meilisearch does in one go what waits for an index. */
const aheadMax = 5;

export interface ReindexOptions {
  /** Stops after about this long, at a place from which the next call goes on. */
  secondsMax?: number;
  onProgress?: (progress: Progress) => void;
}

/**
 * Builds every language's index anew beside the one that answers, then has the two change places: shoppers never see it
 * half full, and the shop sells meanwhile. Changes go to both indexes while it lasts. Killed, it goes on where it was.
 * True when it is done.
 */
export async function reindex(
  db: Db,
  connection: Connection,
  { secondsMax = Number.POSITIVE_INFINITY, onProgress }: ReindexOptions = {},
): Promise<boolean> {
  const end = performance.now() + secondsMax * 1_000;
  await settleSwap(connection);
  let progress = (await resume(db, connection)) ?? (await begin(db, connection));
  onProgress?.(progress);
  for await (const { last, count } of fillPages(db, connection, placeOf(progress), end)) {
    progress = { ...progress, after: last.productId, soldCount: last.soldCount, done: progress.done + count };
    await writeProgress(db, indexesKey(connection), progress);
    onProgress?.(progress);
  }
  // What came after the last page was read is marked as changed, and fed.
  const isCut = performance.now() >= end && (await readBySales(db, placeOf(progress), 1)).length > 0;
  if (isCut) return false;
  await feedChanges(db, connection);
  await swap(db, connection);
  return true;
}

const placeOf = ({ after, soldCount = firstPlace.soldCount }: Progress): Place => ({ soldCount, productId: after });

/**
 * Fills page after page until there are no more or the time is over, a few at once, and tells of each in their order. What
 * sells best comes first: the engine numbers documents as they come, and keeps sets of those numbers, which of what is ranked,
 * sorted and shown together then lie together. What sells otherwise by now has changed, and is fed beside.
 */
async function* fillPages(db: Db, connection: Connection, from: Place, end: number) {
  const ahead: { last: Place; count: number; filled: Promise<void> }[] = [];
  for (let after = from; ; ) {
    const places = performance.now() < end ? await readBySales(db, after, pageSize) : [];
    const last = places.at(-1);
    if (last) {
      const ids = places.map(({ productId }) => productId);
      const filled = fill(db, connection, ids);
      // Its turn to fail comes with its turn to be told of.
      filled.catch(() => undefined);
      ahead.push({ last, count: ids.length, filled });
      after = last;
      if (ahead.length < aheadMax) continue;
    }
    const page = ahead.shift();
    if (!page) return;
    await page.filled;
    yield page;
  }
}

/** What the new indexes are made by. */
const version = createHash("sha256")
  .update(JSON.stringify([documentVersion, settings, "by sales"]))
  .digest("base64url");

/** Where another left off, if what it fills is still there, and made as it would be now. */
async function resume(db: Db, connection: Connection): Promise<Progress | null> {
  const progress = await readProgress(db, indexesKey(connection));
  if (progress?.version !== version) return null;
  const there = await uidsThere(connection);
  return connection.languages.every((language) => there.has(nextIndexName(connection, language))) ? progress : null;
}

/** Only what is filled beside: an index that answers is never made but by the swap, so that none answers half full. */
async function begin(db: Db, connection: Connection): Promise<Progress> {
  const progress = { startedAt: systemClock().toISOString(), after: firstPlace.productId, done: 0, version };
  for (const language of connection.languages) await createIndex(connection, nextIndexName(connection, language));
  // From here on changes go to the new indexes too; what changed before is read with its page.
  await writeProgress(db, indexesKey(connection), progress);
  return progress;
}

async function createIndex({ client }: Connection, uid: string): Promise<void> {
  await client.deleteIndexIfExists(uid);
  await settle(client, [
    await client.createIndex(uid, { primaryKey: "id" }),
    await client.index(uid).updateSettings(settings),
  ]);
}

/** A page into every language. What changed meanwhile was fed beside. */
async function fill(db: Db, connection: Connection, ids: string[]): Promise<void> {
  const sent: Sent[] = [];
  const tasks: EnqueuedTask[] = [];
  for (const language of connection.languages) {
    const page = await sendProducts(db, connection, language, nextIndexName(connection, language), ids);
    sent.push({ language, checksums: page.checksums });
    tasks.push(...page.tasks);
  }
  await settle(connection.client, tasks);
  await markOvertaken(db, ids, sent);
}

/** The new indexes answer from one moment to the next; the old ones go. Where none answered, the new one takes the name. */
async function swap(db: Db, connection: Connection): Promise<void> {
  const { client } = connection;
  const pairs = connection.languages.map((language): [live: string, next: string] => [
    indexName(connection, language),
    nextIndexName(connection, language),
  ]);
  const { results } = await client.getRawIndexes({ limit: 1_000 });
  const madeAt = new Map(results.map(({ uid, createdAt }) => [uid, Date.parse(createdAt)]));
  // Killed between the swap and its note: what answers is the younger of the two already, and must not be swapped back.
  const swapped = pairs.every(([live, next]) => (madeAt.get(live) ?? 0) > (madeAt.get(next) ?? 0));
  const swaps = pairs.map(
    ([live, next]): IndexSwap =>
      madeAt.has(live) ? { indexes: [live, next], rename: false } : { indexes: [next, live], rename: true },
  );
  if (!swapped) await settle(client, [await client.swapIndexes(swaps)]);
  await clearProgress(db, indexesKey(connection));
  for (const [, next] of pairs) await client.deleteIndexIfExists(next);
}
