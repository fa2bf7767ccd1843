import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { EnqueuedTask } from "meilisearch";
import { z } from "zod";
import { tags } from "@/lib/cache/tags";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import type { Connection } from "./connection";
import { type FoundIndex, findIndexes } from "./find-indexes";
import { markOvertaken, type Sent } from "./mark-overtaken";
import { settle } from "./tasks";
import { sendProducts } from "./write-products";

/** What changes within it goes out together, and who saw this job waiting has committed by then. */
const gatherMs = 250;
const batchSize = 500;

const marks = z.array(z.object({ productId: z.string(), mark: z.string() }));

/**
 * Tells every index of the products that changed, until none is left or the time is up: half of a batch what changed last, so
 * that a price does not wait for the import before it, half what waits longest. A note is taken back once Meilisearch has
 * written its product, and only if it is still the same note: nothing is lost when Meilisearch is away, when this is killed,
 * or when a product changes meanwhile. Returns how many are told.
 */
export async function feedChanges(
  db: Db,
  connection: Connection,
  { secondsMax = 20 } = {},
): Promise<{ fed: number; left: boolean }> {
  await sleep(gatherMs);
  const end = performance.now() + secondsMax * 1_000;
  for (let fed = 0; ; ) {
    if (performance.now() > end) return { fed, left: true };
    const batch = marks.parse(
      await db.$queryRaw`
        (select product_id as "productId", mark from search_change order by mark limit ${batchSize / 2})
        union (select product_id, mark from search_change order by mark desc limit ${batchSize / 2})`,
    );
    if (batch.length === 0) return { fed, left: false };
    const indexes = await findIndexes(db, connection);
    // Without an index that answers, a full reindexing is due; it reads everything, these too.
    if (indexes.length === 0) return { fed, left: false };
    const ids = batch.map(({ productId }) => productId);
    const tasks: EnqueuedTask[] = [];
    const sent: Sent[] = [];
    for (const { language, uid } of indexes) {
      const products = await sendProducts(db, connection, language, uid, ids);
      tasks.push(...products.tasks);
      sent.push({ language, checksums: products.checksums });
    }
    await settle(connection.client, tasks);
    // One job feeds at a time, but a full reindexing does so as well.
    if (indexes.some(({ live }) => !live)) await markOvertaken(db, ids, sent);
    // A full reindexing had its indexes take their places meanwhile: some of them may not have heard.
    if (!isSame(indexes, await findIndexes(db, connection))) continue;
    await takeBack(db, batch);
    fed += batch.length;
  }
}

const isSame = (before: readonly FoundIndex[], now: readonly FoundIndex[]): boolean =>
  before.map(({ uid }) => uid).join() === now.map(({ uid }) => uid).join();

/** Removes the notes, and has expire what was remembered of searches before Meilisearch knew. */
async function takeBack(db: Db, batch: z.infer<typeof marks>): Promise<void> {
  const ids = batch.map(({ productId }) => productId);
  await inTransaction(db, async (tx) => {
    await tx.$executeRaw`
      delete from search_change c using unnest(${ids}::uuid[], ${batch.map(({ mark }) => mark)}::uuid[]) as told(product_id, mark)
      where c.product_id = told.product_id and c.mark = told.mark`;
    const rows = z
      .array(z.object({ id: z.string() }))
      .parse(
        await tx.$queryRaw`select distinct unnest(lineage)::text as id from catalog_entry where product_id = any(${ids}::uuid[]) order by id`,
      );
    const stale = [tags.searches, ...rows.map(({ id }) => tags.category(id))];
    // A batch of an import is in more categories than a key has room for.
    const key = createHash("sha256").update(stale.join(" ")).digest("base64url");
    await enqueue(tx, "pages.revalidate", { tags: stale }, { key });
  });
}
