import { run } from "graphile-worker";
import pino from "pino";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { discardJob } from "@/lib/jobs/discard-job";
import { drainJobs, enqueueDue } from "@/lib/jobs/drain-jobs";
import { openRuntime } from "@/lib/jobs/pool";
import { listDeadJobs } from "@/lib/jobs/read-jobs";
import { retryJobs } from "@/lib/jobs/retry-jobs";
import { type Schedule, schedules, toCronItems } from "@/lib/jobs/schedules";

const database = useDatabase();
const log = pino({ level: "silent" });
beforeEach(() => database.db.$executeRaw`delete from graphile_worker._private_jobs`);

const table = [
  { name: "pages.revalidate", everyMinutes: 5, payload: { tags: ["often"] } },
  { name: "pages.revalidate", everyMinutes: 60, payload: { tags: ["hourly"] } },
  { name: "pages.revalidate", everyMinutes: 360, payload: { tags: ["rarely"] } },
] as const;

it("says the table in the form the queue understands", () => {
  const mutable = table.map((entry) => ({ ...entry, payload: { tags: [...entry.payload.tags] } }));
  expect(toCronItems(mutable)).toMatchObject([{ task: "pages.revalidate" }, {}, { payload: { tags: ["rarely"] } }]);
  expect(() => toCronItems()).not.toThrow();
});

it("is due once in each interval when a clock calls, however late and often", async () => {
  const mutable = table.map((entry) => ({ ...entry, payload: { tags: [...entry.payload.tags] } }));
  const dueAt = async (...times: string[]) => {
    await Promise.all(times.map((time) => enqueueDue(database.db, new Date(`2026-03-01T${time}Z`), mutable)));
    const rows = await database.db.$queryRaw<{ key: string }[]>`
      select key from graphile_worker.jobs where task_identifier = 'pages.revalidate' order by key`;
    await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
    return rows.map(({ key }) => /often|hourly|rarely/.exec(key)?.[0]);
  };
  expect(await dueAt("06:00:40", "06:00:41", "06:01:00")).toEqual(["hourly", "often", "rarely"]);
  expect(await dueAt("06:04:59")).toEqual([]);
  expect(await dueAt("06:07:00", "06:07:00")).toEqual(["often"]);
  expect(await dueAt("07:03:10")).toEqual(["hourly", "often"]);
  expect(await dueAt("06:50:00")).toEqual([]);
});

it("asks only for intervals a crontab can say", () => {
  for (const { everyMinutes } of schedules) {
    expect(60 % everyMinutes === 0 || (everyMinutes % 60 === 0 && 1440 % everyMinutes === 0)).toBe(true);
  }
});

const reconciling: readonly Schedule[] = [{ name: "payments.reconcile", everyMinutes: 1, payload: {} }];

/** One turn after the other, as the clock that calls `/api/jobs/run` has them. */
async function calledTurns() {
  for (const minute of [1, 2, 3]) await enqueueDue(database.db, new Date(clock + minute * 60_000), reconciling);
  clock += 3 * 60_000;
}
let clock = Date.parse("2026-03-01T06:00:00Z");

/** The same turns as the worker's clock has them: it makes up for those it missed, and begins with that. */
async function crontabTurns() {
  await database.db.$executeRaw`delete from graphile_worker._private_known_crontabs`;
  const since = new Date(Date.now() - 4 * 60_000);
  const [item] = toCronItems(reconciling);
  if (!item) throw new Error("the table has a row");
  await database.db.$executeRaw`
    insert into graphile_worker._private_known_crontabs (identifier, known_since) values (${item.identifier}, ${since})`;
  const runtime = openRuntime({ url: database.url, hands: 1, log });
  const caughtUp = new Promise((resolve) => runtime.events.once("cron:started", resolve));
  const parsedCronItems = [{ ...item, options: { ...item.options, backfillPeriod: 5 * 60_000 } }];
  // Nothing here runs what it enqueues.
  const taskList = { "pages.revalidate": async () => undefined };
  const runner = await run({ ...runtime.options, taskList, parsedCronItems });
  await caughtUp;
  await runner.stop();
  await runtime.close();
}

describe.each([
  { clock: "a clock that calls", turns: calledTurns },
  { clock: "the worker's crontab", turns: crontabTurns },
])("a schedule that fails, with $clock", ({ turns }) => {
  const failing = vi.fn(async () => {
    throw new Error("no permission");
  });
  const runDue = () => drainJobs({ url: database.url, log, handlers: { "payments.reconcile": failing } });
  const state = () =>
    database.db.$queryRaw`
      select attempts::int, max_attempts::int, run_at > now() as later, priority::int from graphile_worker.jobs
       where task_identifier = 'payments.reconcile'`;
  const listDead = async () => (await listDeadJobs(database.db, { after: null, pageSize: 10 })).rows;

  it("keeps its attempts and its wait, dies, and goes on once staff have seen to it", async () => {
    const staff = { staffId: newId(), merchantId: (await makeWorld(database.db)).merchantId };
    await turns();
    expect(await state()).toEqual([{ attempts: 0, max_attempts: 12, later: false, priority: 5 }]);
    await runDue();
    await turns();
    expect(await state()).toEqual([{ attempts: 1, max_attempts: 12, later: true, priority: 5 }]);

    await database.db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now()`;
    const diesAt = Date.now();
    await runDue();
    await turns();
    const [dead, ...others] = await listDead();
    if (!dead) throw new Error("nothing died");
    expect(others).toEqual([]);
    expect(dead).toMatchObject({ name: "payments.reconcile", attempts: 12, lastError: "no permission" });
    expect(Math.abs(dead.diedAt.getTime() - diesAt)).toBeLessThan(10_000);

    await retryJobs(database.db, staff, { jobId: dead.jobId }, new Date());
    failing.mockImplementationOnce(async () => undefined as never);
    await runDue();
    expect(await state()).toEqual([]);
    await turns();
    expect(await state()).toMatchObject([{ attempts: 0 }]);

    await database.db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
    expect(await discardJob(database.db, staff, (await listDead())[0]?.jobId ?? "", new Date())).toBe(true);
    await turns();
    expect(await state()).toMatchObject([{ attempts: 0, later: false }]);
  });
});
