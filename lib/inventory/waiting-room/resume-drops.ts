import type { Db } from "@/lib/db/client";
import { enqueueUnlessThere } from "@/lib/jobs/enqueue-unless";

/**
 * Has every drop beat again that is not closed and whose beat is gone: each beat puts on the next, so a lost one would be
 * the last, and nobody called any more. One that waits is left alone, and so is a dead one, which stands in `/admin/jobs`
 * until somebody says what becomes of it: tried again or discarded, the drop goes on.
 */
export async function resumeDrops(db: Db): Promise<void> {
  const drops = await db.drop.findMany({
    where: { status: { not: "closed" } },
    select: { productId: true, dropId: true },
  });
  for (const { productId, dropId } of drops)
    await enqueueUnlessThere(db, "drops.advance", { productId, dropId }, dropId);
}
