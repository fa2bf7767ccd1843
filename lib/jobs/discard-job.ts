import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { isDead } from "@/lib/jobs/read-jobs";

const goneSchema = z.array(z.object({ name: z.string(), lastError: z.string().nullable() }));

/** Gives up on a dead job for good: what it was to do is not done. False when it is gone, or alive again. */
export async function discardJob(
  db: Db,
  { staffId, merchantId }: { staffId: string; merchantId: string },
  jobId: string,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [gone] = goneSchema.parse(
      await tx.$queryRaw`
        delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
         where t.id = j.task_id and j.id = ${jobId}::bigint and ${isDead}
        returning t.identifier as name, j.last_error as "lastError"`,
    );
    if (!gone) return false;
    const data = { name: gone.name, lastError: gone.lastError };
    await tx.auditEntry.create({
      data: { merchantId, entryId: newId(), staffId, action: "job.discarded", subject: jobId, data, at: now },
      select: { entryId: true },
    });
    return true;
  });
}
