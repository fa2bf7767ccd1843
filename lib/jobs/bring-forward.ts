import type { Db, Tx } from "@/lib/db/client";
import type { JobName } from "@/lib/jobs/jobs";

/** Has a job that failed, and waits to be tried again, tried now: what it failed for is known to be over. */
export async function bringForward(tx: Tx | Db, name: JobName, key: string): Promise<void> {
  await tx.$executeRaw`
    update graphile_worker._private_jobs set run_at = now()
     where key = ${`${name}:${key}`} and locked_at is null and attempts > 0 and attempts < max_attempts and run_at > now()`;
}
