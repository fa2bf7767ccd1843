import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffActor } from "@/lib/auth/staff-actor";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { isDead } from "@/lib/jobs/read-jobs";

const goneSchema = z.array(z.object({ name: z.string(), lastError: z.string().nullable() }));

/** Gives up on a dead job for good: what it was to do is not done. False when it is gone, or alive again. */
export async function discardJob(
  db: Db,
  { staffId, merchantId }: StaffActor,
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
    await recordAudit(tx, { merchantId, staffId, now }, { action: "job.discarded", subject: jobId, data });
    return true;
  });
}
