import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type JobName, type JobPayload, jobs, priorityOf, queueOf } from "@/lib/jobs/jobs";
import { attemptsMax, keyedFlag } from "@/lib/jobs/queue";

/** A job with its payload and key; it runs now, or not before `runAt`. */
export type KeyedJob = {
  [Name in JobName]: { name: Name; payload: JobPayload<Name>; key: string; runAt?: Date };
}[JobName];

/** As enqueue, for all the jobs one verb causes: several names, one statement. */
export async function enqueueAll(tx: Tx, caused: readonly KeyedJob[]): Promise<void> {
  if (caused.length > 0) await tx.$executeRaw`select ${addJobs(caused)}`;
}

/** The call that adds them, for a statement that has to do so only where it wrote something: `select … from written`. */
export function addJobs(caused: readonly KeyedJob[]): Prisma.Sql {
  const rows = caused.map(({ name, payload, key, runAt }) => ({
    name,
    payload: jobs[name].parse(payload),
    key: `${name}:${key}`,
    queue: queueOf(name),
    run_at: runAt ?? null,
    priority: priorityOf(name),
  }));
  return Prisma.sql`graphile_worker.add_keyed_jobs(${JSON.stringify(rows)}::jsonb, ${attemptsMax}::smallint, ${keyedFlag}::text)`;
}
