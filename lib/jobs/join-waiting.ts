import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { JobName } from "@/lib/jobs/jobs";

const rows = z.array(z.object({ key: z.string() }));

/**
 * Which of these keys have a job of the name waiting. Those are due now, no later than they were to run, and keep the
 * attempts they have: put on anew each time, a job that fails would never run out of them. None is begun before this
 * transaction has committed, so it sees what was written. In their order, in which others take them too.
 */
export async function joinWaiting(
  tx: Tx,
  name: JobName,
  keys: readonly string[],
  priority: number,
): Promise<Set<string>> {
  const joined = rows.parse(
    await tx.$queryRaw`
      with waiting as (
        select id from graphile_worker._private_jobs
         where key = any(${keys.map((key) => `${name}:${key}`)}::text[]) and is_available order by key for update)
      update graphile_worker._private_jobs j set priority = least(j.priority, ${priority}::smallint),
             run_at = least(j.run_at, now()), revision = j.revision + 1, updated_at = now()
        from waiting where j.id = waiting.id
      returning j.key`,
  );
  return new Set(joined.map(({ key }) => key.slice(name.length + 1)));
}
