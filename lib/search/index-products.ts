import type { Db, Tx } from "@/lib/db/client";
import { composeListing } from "@/lib/search/compose-listing";
import { learnWords } from "@/lib/search/learn-words";
import { markChanged } from "@/lib/search/mark-changed";
import { deleteListing, writeListing } from "@/lib/search/write-listing";

/** Each statement carries this many products: a thousand make a few megabytes of JSON. */
const batchSize = 500;

/**
 * Writes what lists and search know of these products anew from their families; a product that is gone leaves the
 * lists. One path for a single product's job and for the bulk of an import: eleven statements for each batch, whatever
 * its size. Call it in a transaction: a lock by product keeps an older reading from overwriting a newer one.
 */
export async function indexProducts(tx: Tx | Db, productIds: readonly string[]): Promise<void> {
  for (let start = 0; start < productIds.length; start += batchSize) {
    await indexBatch(tx, productIds.slice(start, start + batchSize));
  }
}

async function indexBatch(tx: Tx | Db, productIds: string[]): Promise<void> {
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(${productIds}::text[]) as id order by id`;
  const listing = await composeListing(tx, productIds);
  const there = new Set(listing.entries.map((entry) => entry.product_id));
  const gone = productIds.filter((id) => !there.has(id));
  await writeListing(tx, productIds, listing);
  if (gone.length > 0) await deleteListing(tx, gone);
  await learnWords(tx, listing.texts);
  await markChanged(tx, productIds);
}
