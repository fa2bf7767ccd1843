import type { Tx } from "@/lib/db/client";
import { type JobName, type JobPayload, jobs, priorityOf, queueOf } from "@/lib/jobs/jobs";
import { attemptsMax, flagsOf } from "@/lib/jobs/queue";

interface ManyOptions {
  maxAttempts?: number;
  /** Lower runs first; the job's own when left out. */
  priority?: number;
}

/**
 * As enqueue, for many jobs of one name in one call: an import adds hundreds for a batch of products, and a call each
 * cost Postgres twice the work of the products themselves (0.9 ms a job, against 0.07 in one call).
 */
export async function enqueueMany<Name extends JobName>(
  tx: Tx,
  name: Name,
  added: readonly { payload: JobPayload<Name>; key: string }[],
  { maxAttempts = attemptsMax, priority = priorityOf(name) }: ManyOptions = {},
): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(({ payload, key }) => ({
    payload: jobs[name].parse(payload),
    key: `${name}:${key}`,
    flags: flagsOf(name, payload, true),
  }));
  await tx.$executeRaw`
    select from graphile_worker.add_jobs((
      select array_agg((
        ${name}::text, r.payload, ${queueOf(name)}::text, null, ${maxAttempts}::smallint, r.key, ${priority}::smallint, r.flags
      )::graphile_worker.job_spec)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(payload json, key text, flags text[])
    ))`;
}
