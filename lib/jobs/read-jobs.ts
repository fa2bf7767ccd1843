import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** A *dead* job has used up its attempts: nobody tries it again unless somebody says so. */
export const isDead = Prisma.sql`j.locked_at is null and j.attempts >= j.max_attempts`;

/** When a dead one died. The queue writes down only when it would have tried next: a wait after the last attempt. */
const diedAt = Prisma.sql`j.run_at - exp(least(j.attempts, 10)) * interval '1 second'`;

const deadSchema = z.object({
  jobId: z.string(),
  name: z.string(),
  /** What it was about: ids and names, never a code or an address. */
  about: z.record(z.string(), z.string()),
  attempts: z.number(),
  lastError: z.string().nullable(),
  diedAt: z.date(),
});
export type DeadJob = z.infer<typeof deadSchema>;

export const jobIdSchema = z.string().regex(/^\d{1,18}$/);

/** A page of the dead jobs, the youngest first. */
export async function listDeadJobs(
  db: Db,
  { after, pageSize }: { after: string | null; pageSize: number },
): Promise<{ rows: DeadJob[]; next: string | null }> {
  const older = after ? Prisma.sql`and j.id < ${after}::bigint` : Prisma.empty;
  const rows = z.array(deadSchema).parse(
    await db.$queryRaw`
      select j.id::text as "jobId", t.identifier as name, j.attempts::int as attempts, j.last_error as "lastError",
        ${diedAt} as "diedAt", coalesce((
          select jsonb_object_agg(key, value) from json_each_text(j.payload) where key ~ '(Id|^cause|^type)$'
        ), '{}'::jsonb) as about
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where ${isDead} ${older}
      order by j.id desc
      limit ${pageSize + 1}`,
  );
  const page = rows.slice(0, pageSize);
  return { rows: page, next: rows.length > pageSize ? (page.at(-1)?.jobId ?? null) : null };
}

/** Marks a dead job of which those who run the shop were told. */
export const toldFlag = "told";
const isUntold = Prisma.sql`${isDead} and (j.flags ? ${toldFlag}) is not true`;

const countSchema = z.array(z.object({ count: z.number() }));

async function count(db: Db | Tx, which: Prisma.Sql): Promise<number> {
  const [row] = countSchema.parse(
    await db.$queryRaw`select count(*)::int as count from graphile_worker._private_jobs j where ${which}`,
  );
  return row?.count ?? 0;
}

/** How many are dead now. */
export const countDead = (db: Db | Tx): Promise<number> => count(db, isDead);

/** Of how many that are dead now nobody was told. */
export const countUntold = (tx: Tx): Promise<number> => count(tx, isUntold);

export async function markTold(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    update graphile_worker._private_jobs j set flags = coalesce(j.flags, '{}') || jsonb_build_object(${toldFlag}::text, true)
     where ${isUntold}`;
}

const countsSchema = z.array(
  z.object({
    name: z.string(),
    /** Due now, or in a line for those that are (`keep-line.ts`), and nobody has it yet. */
    waiting: z.number(),
    /** For a moment to come. */
    later: z.number(),
    running: z.number(),
    /** Failed before, and will be tried again. */
    failing: z.number(),
    dead: z.number(),
  }),
);
export type JobCounts = z.infer<typeof countsSchema>[number];

/** How the queue stands, by name. */
export async function countJobs(db: Db): Promise<JobCounts[]> {
  return countsSchema.parse(
    await db.$queryRaw`
      select t.identifier as name,
        count(*) filter (where j.is_available and j.attempts = 0 and (j.run_at <= now() or j.run_at = 'infinity'))::int as waiting,
        count(*) filter (where j.is_available and j.attempts = 0 and j.run_at > now() and j.run_at < 'infinity')::int as later,
        count(*) filter (where j.locked_at is not null)::int as running,
        count(*) filter (where j.is_available and j.attempts > 0)::int as failing,
        count(*) filter (where ${isDead})::int as dead
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      group by t.identifier order by t.identifier`,
  );
}
