import type { Db, Tx } from "@/lib/db/client";
import { type JobName, type JobPayload, jobs, partyOf, priorityOf, queueOf } from "@/lib/jobs/jobs";

export interface EnqueueOptions {
  /** Not before this moment; now when left out. */
  runAt?: Date;
  /** Nor sooner than in so long, by the queue's own clock: what looks again by one that is behind would never rest. */
  inMs?: number;
  /** One waiting job for each key: a second one takes the first one's place. */
  key?: string;
  maxAttempts?: number;
}

/** Marks a job that had a key: a row that bears this and no key any more was replaced by a later one. */
export const keyedFlag = "keyed";

/** Of what goes on slice by slice: each slice enqueues the next under it, and its schedule leaves it to come to its end. */
export const sliceKey = "slice";

/** With waits that grow as e^attempt up to six hours, so many attempts span three days. */
export const attemptsMax = 21;

/**
 * Adds a job in the caller's transaction: rolled back with it, it never runs. Hand in the client itself only when
 * nothing else is being written.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx | Db,
  name: Name,
  payload: JobPayload<Name>,
  { runAt, inMs, key, maxAttempts = attemptsMax }: EnqueueOptions = {},
): Promise<void> {
  const body = JSON.stringify(jobs[name].parse(payload));
  const jobKey = key === undefined ? null : `${name}:${key}`;
  await tx.$executeRaw`
    select graphile_worker.add_job(
      ${name}::text,
      payload => ${body}::json,
      queue_name => ${queueOf(name)}::text,
      run_at => greatest(${runAt ?? null}::timestamptz, now() + ${inMs ?? null}::float8 * interval '1 ms'),
      max_attempts => ${maxAttempts}::int,
      job_key => ${jobKey}::text,
      priority => ${priorityOf(name)}::int,
      flags => ${flagsOf(name, payload, jobKey !== null)}::text[]
    )`;
}

/** What is marked on a job's row, for those who tidy up and those who share out the hands. */
export function flagsOf<Name extends JobName>(name: Name, payload: JobPayload<Name>, keyed: boolean): string[] | null {
  const party = partyOf(name, payload);
  const flags = [...(keyed ? [keyedFlag] : []), ...(party === null ? [] : [party])];
  return flags.length > 0 ? flags : null;
}
