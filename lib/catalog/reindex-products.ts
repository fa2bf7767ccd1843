import type { Tx } from "@/lib/db/client";
import { enqueueMany } from "@/lib/jobs/enqueue-many";

/**
 * Has lists and search told of these products, each once. In their order: a product's waiting job is a row that every
 * sale of it takes, and two orders must not take two of them crosswise.
 */
export async function reindexProducts(tx: Tx, productIds: Iterable<string>): Promise<void> {
  const each = [...new Set(productIds)].toSorted();
  await enqueueMany(
    tx,
    "catalog.index",
    each.map((productId) => ({ payload: { productId }, key: productId })),
  );
}
