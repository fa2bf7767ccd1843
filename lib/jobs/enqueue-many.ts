import type { Tx } from "@/lib/db/client";
import { type JobName, type JobPayload, jobs } from "@/lib/jobs/jobs";

interface ManyOptions {
  maxAttempts?: number;
  /** Lower runs first; a job that says nothing has 0. */
  priority?: number;
}

/**
 * As enqueue, for many jobs of one name in one statement: an import adds a thousand for a batch of products, and a
 * statement each would take longer than the products themselves.
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
    select graphile_worker.add_job(
      ${name}::text,
      payload => r.payload,
      max_attempts => ${maxAttempts}::int,
      job_key => r.key,
      priority => ${priority}::int
    ) from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(payload json, key text)`;
}
