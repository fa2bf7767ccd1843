import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { dueMax, keepLine, lineLock } from "@/lib/jobs/keep-line";
import { enqueue } from "@/lib/jobs/queue";
import { countJobs } from "@/lib/jobs/read-jobs";
import { startWorker } from "@/lib/jobs/start-worker";

const database = useDatabase();
const log = pino({ level: "silent" });
const [slow, quick] = [newId(), newId()];
let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(() => pool.end());
beforeEach(() => database.db.$executeRaw`delete from graphile_worker._private_jobs`);

async function add(merchantId: string, count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => newId());
  const jobs = events.map((eventId) => ({ payload: { merchantId, endpointId: merchantId, eventId }, key: eventId }));
  await enqueueMany(database.db, "webhooks.deliver", jobs);
  return events;
}

const due = async (merchantId: string) => {
  const rows = await database.db.$queryRaw<{ eventId: string }[]>`
    select payload ->> 'eventId' as "eventId" from graphile_worker._private_jobs
     where payload ->> 'merchantId' = ${merchantId} and run_at <= now() order by id`;
  return rows.map(({ eventId }) => eventId);
};

/** What a look of the queue for another job reads. */
async function rowsRead(): Promise<number> {
  const { rows } = await pool.query<{ "QUERY PLAN": string }>(
    `explain (analyze) select id from graphile_worker._private_jobs
      where is_available and run_at <= now() and task_id = any('{0}') order by priority, run_at limit 1 for update skip locked`,
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  return Number(/Rows Removed by Filter: (\d+)/.exec(plan)?.[1] ?? 0);
}

it("keeps what others read of one merchant's backlog short, however long it is", async () => {
  await add(slow, 3_000);
  await add(quick, 5);
  await pool.query("analyze graphile_worker._private_jobs");
  expect(await rowsRead()).toBeGreaterThan(3_000);
  await keepLine(pool);
  await pool.query("vacuum analyze graphile_worker._private_jobs");
  expect(await rowsRead()).toBeLessThan(200);
  expect([await due(slow), await due(quick)].map(({ length }) => length)).toEqual([dueMax, 5]);
  expect(await countJobs(database.db)).toMatchObject([{ name: "webhooks.deliver", waiting: 3_005, later: 0 }]);
});

it("lets in who has waited longest", async () => {
  const events = await add(slow, dueMax + 50);
  await keepLine(pool);
  expect(await due(slow)).toEqual(events.slice(0, dueMax));
  await database.db
    .$executeRaw`delete from graphile_worker._private_jobs where payload ->> 'eventId' = any(${events.slice(0, 30)})`;
  await keepLine(pool);
  expect(await due(slow)).toEqual(events.slice(30, dueMax + 30));
});

it("lets in who has waited longest, though others come as fast as they are told", async () => {
  const events = await add(slow, dueMax + 90);
  await keepLine(pool);
  for (let told = 30; told <= 180; told += 30) {
    await database.db.$executeRaw`
      delete from graphile_worker._private_jobs where id in (
        select id from graphile_worker._private_jobs where run_at <= now() order by run_at, id limit 30)`;
    events.push(...(await add(slow, 30)));
    await keepLine(pool);
    expect(await due(slow)).toEqual(events.slice(told, told + dueMax));
  }
});

it("gives one that failed and comes due again the place of its age, and is at rest then", async () => {
  const events = await add(slow, dueMax + 50);
  await keepLine(pool);
  const tryAgain = (wait: string) => database.db.$executeRaw`
    update graphile_worker._private_jobs set attempts = 1, run_at = now() + ${wait}::interval
     where payload ->> 'eventId' = any(${events.slice(0, 20)})`;
  await tryAgain("1 hour");
  await keepLine(pool);
  expect(await due(slow)).toEqual(events.slice(20, dueMax + 20));
  await tryAgain("0");
  expect(await keepLine(pool)).toBe(20);
  expect(await due(slow)).toEqual(events.slice(0, dueMax));
  expect(await keepLine(pool)).toBe(0);
});

it("tells a thousand of one merchant's, as quick as they are, in one go of the clock", async () => {
  const told = vi.fn();
  const events = await add(slow, 1_000);
  const handlers = { "webhooks.deliver": async ({ eventId }: { eventId: string }) => told(eventId) };
  expect(await drainJobs({ url: database.url, log, handlers })).toBe(1_000);
  expect(told.mock.calls.flat().toSorted()).toEqual(events.toSorted());
}, 40_000);

it("tells all in the end, by a worker and where a clock calls", async () => {
  const told = vi.fn();
  const handlers = { "webhooks.deliver": async ({ eventId }: { eventId: string }) => told(eventId) };
  const events = [...(await add(slow, 3 * dueMax)), ...(await add(quick, 3))];
  expect(await drainJobs({ url: database.url, log, handlers })).toBe(events.length);
  events.push(...(await add(slow, 3 * dueMax)));
  const worker = await startWorker({ url: database.url, log, handlers });
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(events.length), { timeout: 15_000 });
  expect(told.mock.calls.flat().toSorted()).toEqual(events.toSorted());
  await worker.stop();
}, 40_000);

it("shares the hands with deliveries that were queued before they bore whose they are", async () => {
  await add(slow, 60);
  await database.db.$executeRaw`update graphile_worker._private_jobs set flags = null`;
  let [running, most] = [0, 0];
  const told = vi.fn();
  const deliver = async ({ merchantId }: { merchantId: string }) => {
    if (merchantId === quick) return told();
    running += 1;
    most = Math.max(most, running);
    await sleep(700);
    running -= 1;
  };
  const worker = await startWorker({ url: database.url, log, handlers: { "webhooks.deliver": deliver } });
  await vi.waitFor(() => expect(running).toBe(3), { timeout: 5_000, interval: 20 });
  await add(quick, 30);
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(30), { timeout: 5_000 });
  expect(most).toBe(3);
  await database.db.$executeRaw`delete from graphile_worker._private_jobs where locked_at is null`;
  await worker.stop();
}, 40_000);

it("leaves a line alone that another worker sees to", async () => {
  await add(slow, dueMax + 1);
  const other = await pool.connect();
  await other.query("begin");
  await other.query("select pg_advisory_xact_lock($1, 0)", [lineLock]);
  await keepLine(pool);
  expect(await due(slow)).toHaveLength(dueMax + 1);
  await other.query("rollback");
  other.release();
  await keepLine(pool);
  expect(await due(slow)).toHaveLength(dueMax);
});

it("leaves other merchants' jobs of other kinds alone", async () => {
  await enqueue(database.db, "mail.merchant", { merchantId: slow, cause: "test" }, { key: "mail" });
  await add(slow, dueMax);
  await keepLine(pool);
  expect(await due(slow)).toHaveLength(dueMax + 1);
});
