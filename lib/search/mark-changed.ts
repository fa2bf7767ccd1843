import { meilisearchEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { enqueueUnlessWaiting } from "@/lib/jobs/enqueue-unless";

export const feedKey = "changes";

/**
 * Notes, in the transaction that changes them, that Meilisearch has to be told of these products, and has it told. A
 * product has one note however often it changes, and the note stays until Meilisearch has it.
 */
export async function markChanged(tx: Tx | Db, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0 || !meilisearchEnv()) return;
  await tx.$executeRaw`
    insert into search_change (product_id, mark)
    select id::uuid, ${newId()}::uuid from unnest(${[...new Set(productIds)].toSorted()}::text[]) as id
    on conflict (product_id) do update set mark = excluded.mark`;
  await enqueueUnlessWaiting(tx, "search.feed", {}, feedKey);
}
