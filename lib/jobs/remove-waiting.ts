import type { Tx } from "@/lib/db/client";
import type { JobName } from "@/lib/jobs/jobs";

/**
 * Jobs left of an earlier try give their numbers up, so that a worker that was taken for dead in one does not end what is
 * enqueued under its key next (`presence.ts`). One that runs stays.
 */
export async function removeWaiting(tx: Tx, name: JobName, keys: readonly string[]): Promise<void> {
  const jobKeys = keys.map((key) => `${name}:${key}`);
  await tx.$executeRaw`
    delete from graphile_worker._private_jobs where key = any(${jobKeys}::text[]) and locked_at is null`;
}
