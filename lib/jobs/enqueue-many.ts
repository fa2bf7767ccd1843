import type { Tx } from "@/lib/db/client";
import { type JobName, type JobPayload, jobs } from "@/lib/jobs/jobs";

interface ManyOptions {
  maxAttempts?: number;
  /** Lower runs first; a job that says nothing has 0. */
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
  { maxAttempts = 12, priority = 0 }: ManyOptions = {},
): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(({ payload, key }) => ({ payload: jobs[name].parse(payload), key: `${name}:${key}` }));
  await tx.$executeRaw`
    select from graphile_worker.add_jobs((
      select array_agg((
        ${name}::text, r.payload, null, null, ${maxAttempts}::smallint, r.key, ${priority}::smallint, null
      )::graphile_worker.job_spec)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(payload json, key text)
    ))`;
}
