import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { type JobName, type JobPayload, priorityOf } from "@/lib/jobs/jobs";

const waitingJobs = z.array(
  z.object({
    id: z.string(),
    revision: z.int(),
    priority: z.int(),
    attempts: z.int(),
    run_at: z.date(),
    last_error: z.string().nullable(),
  }),
);

/**
 * As enqueueMany, for work by the thousand that comes after what somebody waits for. A job that waits already may be such:
 * it keeps its place, and the attempts it has left, for put on anew each time, one that fails would never run out of them.
 * It is due now, and is not begun before this transaction has committed, so it sees what was written.
 *
 * What waits is read without a lock, and every job taken in the one call in which others take theirs, in the order given:
 * taken in two, they would be taken crosswise with a sale's.
 */
export async function enqueueInBulk<Name extends JobName>(
  tx: Tx,
  name: Name,
  added: readonly { payload: JobPayload<Name>; key: string }[],
  priority: number,
): Promise<void> {
  const keys = added.map(({ key }) => `${name}:${key}`);
  const waiting = waitingJobs.parse(
    await tx.$queryRaw`
      select id::text, revision, priority, attempts, run_at, last_error
        from graphile_worker._private_jobs where key = any(${keys}::text[])`,
  );
  await enqueueMany(tx, name, added, { priority });
  // New is what has no revision yet. What is not as it was read was put on meanwhile, by somebody who waits for it maybe.
  await tx.$executeRaw`
    update graphile_worker._private_jobs j
       set priority = least(j.priority, coalesce(before.priority, ${priorityOf(name)}::smallint)),
           attempts = coalesce(before.attempts, 0), run_at = least(j.run_at, before.run_at), last_error = before.last_error
      from (
        select held.id, w.priority, w.attempts, w.run_at, w.last_error
          from graphile_worker._private_jobs held
          left join jsonb_to_recordset(${JSON.stringify(waiting)}::jsonb)
            as w(id bigint, revision int, priority smallint, attempts smallint, run_at timestamptz, last_error text)
            on w.id = held.id and w.revision + 1 = held.revision
         where held.key = any(${keys}::text[]) and held.revision > 0) before
     where j.id = before.id`;
}
