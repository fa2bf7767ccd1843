import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type JobName, type JobPayload, jobs, priorityOf, queueOf } from "@/lib/jobs/jobs";
import { attemptsMax, keyedFlag } from "@/lib/jobs/queue";

/**
 * Adds a job unless one with its key is waiting already, which is left alone: a thousand transactions a second that each
 * replaced the one that waits would stand in line for its row. The job has to give those who saw it waiting a moment to
 * commit before it looks at what they wrote. A dead one is replaced, for it waits for nothing; one that failed waits longer
 * each time, so whoever knows that it need not calls `bringForward`.
 */
export const enqueueUnlessWaiting = enqueuingUnless(Prisma.sql`locked_at is null and attempts < max_attempts`);

/**
 * Adds a job unless one with its key is at it: due, running, failing or dead. For whoever looks again and again whether
 * something has happened: put on anew each time, a job that fails would never run out of attempts, and a dead one would
 * be gone before anybody saw it. One that waits for a later moment is due now.
 */
export const enqueueUnlessAtIt = enqueuingUnless(Prisma.sql`(attempts > 0 or run_at <= now())`);

/** Adds a job unless there is one with its key, whenever it is due: for what only a lost job needs. */
export const enqueueUnlessThere = enqueuingUnless(Prisma.sql`true`);

function enqueuingUnless(found: Prisma.Sql) {
  return async <Name extends JobName>(
    tx: Tx | Db,
    name: Name,
    payload: JobPayload<Name>,
    key: string,
  ): Promise<void> => {
    const body = JSON.stringify(jobs[name].parse(payload));
    const jobKey = `${name}:${key}`;
    await tx.$executeRaw`
      select graphile_worker.add_job(
        ${name}::text,
        payload => ${body}::json,
        queue_name => ${queueOf(name)}::text,
        max_attempts => ${attemptsMax}::int,
        job_key => ${jobKey}::text,
        priority => ${priorityOf(name)}::int,
        flags => ${[keyedFlag]}::text[]
      ) where not exists (select from graphile_worker.jobs where key = ${jobKey} and ${found})`;
  };
}
