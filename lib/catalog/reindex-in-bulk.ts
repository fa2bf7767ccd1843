import type { Tx } from "@/lib/db/client";
import { enqueueInBulk } from "@/lib/jobs/enqueue-in-bulk";
import { indexedInBulk } from "@/lib/jobs/jobs";

/** As reindexProducts, for products by the thousand: they come after those that somebody waits for. */
export async function reindexInBulk(tx: Tx, productIds: Iterable<string>): Promise<void> {
  const each = [...new Set(productIds)].toSorted();
  await enqueueInBulk(
    tx,
    "catalog.index",
    each.map((productId) => ({ payload: { productId }, key: productId })),
    indexedInBulk,
  );
}
