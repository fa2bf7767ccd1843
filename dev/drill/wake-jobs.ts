import type { Db } from "@/lib/db/client";

/** The queue lives on the database's own clock, which nobody can move: what is due by the shop's is made due. */
export function wakeJobs(db: Db, now: Date): Promise<number> {
  return db.$executeRaw`
    update graphile_worker._private_jobs set run_at = now()
     where run_at > now() and run_at <= ${now}::timestamptz and attempts = 0 and locked_at is null`;
}

/** What failed gets its next try without the wait. */
export function wakeRetries(db: Db): Promise<number> {
  return db.$executeRaw`
    update graphile_worker._private_jobs set run_at = now()
     where run_at > now() and attempts > 0 and attempts < max_attempts and locked_at is null`;
}
