import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** Jobs that another one of their name does with its own. */
export interface TakenJobs {
  jobIds: string[];
  /** To be parsed as every payload is. */
  payloads: unknown[];
  /** Whose lock they bear, and since when: one that was given up for dead may meanwhile have lost them to another. */
  lockedBy: string | null;
  /** As Postgres writes it, to the microsecond. */
  lockedAt: string | null;
}

/** Ten minutes and more: longer than a database takes to come back. */
const triesMax = 600;

const rows = z.array(z.object({ jobId: z.string(), payload: z.unknown(), lockedBy: z.string(), lockedAt: z.string() }));

/**
 * Takes for a job that runs the others of its name and priority that wait and are due, as its worker would have fetched them
 * one after the other: they bear its lock, so nobody else takes them, whoever enqueues one anew waits for nobody, and all
 * are given back when that worker is killed. They end with `finishTaken`, in the transaction that did their work, or with
 * `giveBack`.
 */
export async function takeAlong(db: Db, jobId: string, jobsMax: number): Promise<TakenJobs> {
  const taken = rows.parse(
    await db.$queryRaw`
      with own as (
        select task_id, priority, locked_by from graphile_worker._private_jobs
         where id = ${jobId}::bigint and locked_by is not null),
      waiting as (
        select j.id from graphile_worker._private_jobs j, own
         where j.is_available and j.priority = own.priority and j.run_at <= now() and j.task_id = own.task_id
         order by j.run_at limit ${jobsMax} for update of j skip locked)
      update graphile_worker._private_jobs j set locked_at = now(), locked_by = own.locked_by, updated_at = now()
        from own, waiting where j.id = waiting.id
      returning j.id::text as "jobId", j.payload, j.locked_by as "lockedBy", j.locked_at::text as "lockedAt"`,
  );
  const { lockedBy = null, lockedAt = null } = taken[0] ?? {};
  return { jobIds: taken.map(({ jobId }) => jobId), payloads: taken.map(({ payload }) => payload), lockedBy, lockedAt };
}

/**
 * Last in its transaction: who enqueues one of them anew in this moment waits for the commit. By their keys, in the order in
 * which those who enqueue several do (`reindexProducts`), so that neither waits for the other.
 */
export async function finishTaken(tx: Tx, { jobIds, lockedBy, lockedAt }: TakenJobs): Promise<void> {
  await tx.$executeRaw`
    with done as (
      select id from graphile_worker._private_jobs
       where id = any(${jobIds}::bigint[]) and locked_by = ${lockedBy} and locked_at = ${lockedAt}::timestamptz
       order by key for update)
    delete from graphile_worker._private_jobs j using done where j.id = done.id`;
}

/**
 * They wait again, with the attempts they had. The database that failed their work may be away: it is asked until it is
 * back, for nobody else would give back what a worker holds that lives.
 */
export async function giveBack(db: Db, { jobIds, lockedBy, lockedAt }: TakenJobs): Promise<void> {
  for (let time = 1; ; time += 1) {
    try {
      await db.$executeRaw`
        update graphile_worker._private_jobs set locked_at = null, locked_by = null, updated_at = now()
         where id = any(${jobIds}::bigint[]) and locked_by = ${lockedBy} and locked_at = ${lockedAt}::timestamptz`;
      return;
    } catch (error) {
      if (time === triesMax || !isPassing(error)) throw error;
      await sleep(1_000);
    }
  }
}

/** Of what Postgres answers: no connection, a standby as yet, the victim of a deadlock, no room, stopping or starting. */
const passing = /^(08|25006|40|53|57P)/;

/** Whether the database was away, or may do it when it is asked again; what it refuses otherwise it would refuse again. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof Prisma.PrismaClientKnownRequestError) || passing.test(String(error.meta?.code));
