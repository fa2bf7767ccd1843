import type { Tx } from "@/lib/db/client";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { indexedInBulk } from "@/lib/jobs/jobs";
import { joinWaiting } from "@/lib/jobs/join-waiting";

/**
 * As reindexProducts, for products by the thousand: they come after those that somebody waits for. A product that waits
 * already is one of those, maybe, and keeps its place.
 */
export async function reindexInBulk(tx: Tx, productIds: Iterable<string>): Promise<void> {
  const each = [...new Set(productIds)].toSorted();
  const waiting = await joinWaiting(tx, "catalog.index", each, indexedInBulk);
  await enqueueMany(
    tx,
    "catalog.index",
    each
      .filter((productId) => !waiting.has(productId))
      .map((productId) => ({ payload: { productId }, key: productId })),
    { priority: indexedInBulk },
  );
}
