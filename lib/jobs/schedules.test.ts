import pino from "pino";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { discardJob } from "@/lib/jobs/discard-job";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueueDue } from "@/lib/jobs/enqueue-due";
import { keepTime } from "@/lib/jobs/keep-time";
import { attemptsMax, enqueue, keyedFlag } from "@/lib/jobs/queue";
import { listDeadJobs } from "@/lib/jobs/read-jobs";
import { retryJobs } from "@/lib/jobs/retry-jobs";
import { type Schedule, schedules, turnOf } from "@/lib/jobs/schedules";
import { startWorker } from "@/lib/jobs/start-worker";
import { watchTrouble } from "@/lib/jobs/trouble";

const database = useDatabase();
const log = pino({ level: "silent" });
beforeEach(() => database.db.$executeRaw`delete from graphile_worker._private_jobs`);

const table = [
  { name: "pages.revalidate", everyMinutes: 5, payload: { tags: ["often"] } },
  { name: "pages.revalidate", everyMinutes: 60, payload: { tags: ["hourly"] } },
  { name: "pages.revalidate", everyMinutes: 360, payload: { tags: ["rarely"] } },
] as const;

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
  expect(await dueAt("06:58:00")).toEqual([]);
});

it("what is done once a day is due at the shop's midnight, in the nights of changed clocks as well", () => {
  const turn = (at: string, everyMinutes = 24 * 60) => turnOf({ everyMinutes }, new Date(at), "Europe/Berlin");
  for (const [before, after] of [
    ["2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z"],
    ["2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"],
    ["2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"],
  ] as const) {
    expect(turn(after) - turn(before)).toBe(1);
    expect(turn(after, 60) - turn(before, 60)).toBe(1);
  }
  expect(turn("2026-10-25T22:59:59Z")).toBe(turn("2026-10-24T22:00:00Z"));
});

const reconciling: readonly Schedule[] = [{ name: "payments.reconcile", everyMinutes: 1, payload: {} }];

describe("a schedule that fails", () => {
  let minute = 0;
  const turn = () => {
    minute += 1;
    return enqueueDue(database.db, new Date(Date.parse("2026-03-01T06:00:00Z") + minute * 60_000), reconciling);
  };
  const failing = vi.fn(async () => {
    throw new Error("no permission");
  });
  const runDue = () => drainJobs({ url: database.url, log, handlers: { "payments.reconcile": failing } });
  const state = () =>
    database.db.$queryRaw`
      select attempts::int, max_attempts::int, run_at > now() as later, priority::int from graphile_worker.jobs
       where task_identifier = 'payments.reconcile' order by attempts`;
  const listDead = async () => (await listDeadJobs(database.db, { after: null, pageSize: 10 })).rows;
  const fresh = { attempts: 0, max_attempts: attemptsMax, later: false, priority: 5 };

  it("is tried at each turn with the attempts it has left, dies, and goes on beside the dead one", async () => {
    await turn();
    expect(await state()).toEqual([fresh]);
    await turn();
    expect(await state()).toEqual([fresh]);
    await runDue();
    expect(await state()).toEqual([{ ...fresh, attempts: 1, later: true }]);
    await turn();
    expect(await state()).toEqual([{ ...fresh, attempts: 1 }]);

    for (let time = 1; time < attemptsMax; time += 1) {
      await runDue();
      await turn();
    }
    const [dead, ...others] = await listDead();
    expect(others).toEqual([]);
    expect(dead).toMatchObject({ name: "payments.reconcile", attempts: attemptsMax, lastError: "no permission" });
    expect(Math.abs((dead?.diedAt.getTime() ?? 0) - Date.now())).toBeLessThan(20_000);
    expect(await state()).toMatchObject([fresh, { attempts: attemptsMax }]);

    // Of those that die one after the other the last is seen.
    await database.db.$executeRaw`
      update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'still none' where attempts = 0`;
    await turn();
    expect(await listDead()).toMatchObject([{ lastError: "still none" }]);
    failing.mockImplementationOnce(async () => undefined as never);
    await runDue();
    expect(await state()).toMatchObject([{ attempts: attemptsMax }]);
    await turn();
    expect(await state()).toMatchObject([fresh, { attempts: attemptsMax }]);
  });

  it.each(["tried again", "discarded"])("of which the dead one is %s by staff", async (what) => {
    const { db } = database;
    const staff = { staffId: newId(), merchantId: (await makeWorld(db)).merchantId };
    await turn();
    await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
    await turn();
    const jobId = (await listDead())[0]?.jobId ?? "";
    if (what === "discarded") expect(await discardJob(db, staff, jobId, new Date())).toBe(true);
    else expect(await retryJobs(db, staff, { jobId }, new Date())).toBe(1);
    failing.mockImplementation(async () => undefined as never);
    await runDue();
    expect(await state()).toEqual([]);
    await turn();
    expect(await state()).toEqual([fresh]);
  });
});

it("lets what goes on slice by slice come to its end before it is begun anew", async () => {
  const { db } = database;
  const nightly: readonly Schedule[] = [{ name: "inventory.compare", everyMinutes: 24 * 60, payload: {} }];
  const night = (day: number) => enqueueDue(db, new Date(Date.UTC(2026, 2, day, 2)), nightly);
  const waiting = async () =>
    (
      await db.$queryRaw<{ key: string }[]>`
        select key from graphile_worker.jobs where task_identifier = 'inventory.compare' order by key`
    ).map(({ key }) => key);
  await night(1);
  expect(await waiting()).toEqual(["inventory.compare:schedule inventory.compare {}"]);
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
  await enqueue(db, "inventory.compare", { after: newId() }, { key: "slice" });
  await night(2);
  expect(await waiting()).toEqual(["inventory.compare:slice"]);
  await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
  await night(3);
  expect(await waiting()).toEqual(["inventory.compare:schedule inventory.compare {}", "inventory.compare:slice"]);
});

describe("a clock that is a day ahead", () => {
  const dayMs = 24 * 3_600_000;
  const turnKept = async ({ name }: Schedule) => {
    const { value } = await database.db.shopState.findFirstOrThrow({
      where: { key: { startsWith: `schedule ${name}` } },
    });
    return Number(value);
  };

  it("is not asked where it is a process's own", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + dayMs });
    const ahead = new Date();
    await enqueueDue(database.db, undefined, reconciling).finally(() => vi.useRealTimers());
    for (const schedule of reconciling) expect(await turnKept(schedule)).toBeLessThan(turnOf(schedule, ahead) - 1_000);
  });

  it("keeps nothing from its turn once it is right again", async () => {
    const nightly = schedules.filter(({ name }) => name === "inventory.compare");
    const now = new Date("2026-03-09T02:00:00Z");
    await enqueueDue(database.db, new Date(now.getTime() + 3 * dayMs), nightly);
    await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
    await enqueueDue(database.db, now, nightly);
    const waiting = await database.db.$queryRaw<object[]>`
      select from graphile_worker.jobs where task_identifier = 'inventory.compare'`;
    expect(waiting).toHaveLength(1);
  });
});

it("is looked at twice a minute while the worker runs, whatever the time of day", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const ended = Promise.withResolvers<void>();
  const addJob = vi.fn();
  addJob.mockImplementationOnce(async () => Promise.reject(new Error("Postgres is away")));
  addJob.mockImplementation(async () => undefined);
  keepTime({ addJob, promise: ended.promise }, watchTrouble(log));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(addJob).toHaveBeenCalledTimes(2);
  expect(addJob).toHaveBeenCalledWith(
    "jobs.clock",
    {},
    expect.objectContaining({ jobKey: "jobs.clock", flags: [keyedFlag], priority: -15 }),
  );
  ended.resolve();
  await ended.promise;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(addJob).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

it("has the worker's clock put on what is due", async () => {
  const worker = await startWorker({ url: database.url, log });
  const known = () => database.db.shopState.count({ where: { key: { startsWith: "schedule jobs.watch" } } });
  await enqueue(database.db, "jobs.clock", {});
  expect(await until(async () => (await known()) > 0, { seconds: 20, everyMs: 100 })).toBe(true);
  await worker.stop();
}, 60_000);
