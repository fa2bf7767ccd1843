import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffActor } from "@/lib/auth/staff-actor";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { isDead, toldFlag } from "@/lib/jobs/read-jobs";

/** Gives dead jobs all their attempts again, from now: one, or every one. Returns how many there were. */
export async function retryJobs(
  db: Db,
  { staffId, merchantId }: StaffActor,
  which: { jobId: string } | "all",
  now: Date,
): Promise<number> {
  const chosen = which === "all" ? Prisma.empty : Prisma.sql`and j.id = ${which.jobId}::bigint`;
  return inTransaction(db, async (tx) => {
    const count = await tx.$executeRaw`
      update graphile_worker._private_jobs j
         set attempts = 0, run_at = ${now}::timestamptz, updated_at = ${now}::timestamptz, flags = j.flags - ${toldFlag}::text
       where ${isDead} ${chosen}`;
    if (count === 0) return 0;
    const subject = which === "all" ? "all" : which.jobId;
    await recordAudit(tx, { merchantId, staffId, now }, { action: "jobs.retried", subject, data: { count } });
    return count;
  });
}
