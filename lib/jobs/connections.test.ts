import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import pino from "pino";
import { expect, it, vi } from "vitest";
import { startHoldingProxy } from "@/dev/testing/holding-proxy";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { openPool } from "@/lib/jobs/pool";
import { startPresence } from "@/lib/jobs/presence";
import { enqueue } from "@/lib/jobs/queue";
import { startWorker } from "@/lib/jobs/start-worker";
import { watchTrouble } from "@/lib/jobs/trouble";

const database = useDatabase();
const log = pino({ level: "silent" });
const order = { customerId: newId(), orderId: newId() };

const connections = async () => {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int from pg_stat_activity
     where datname = current_database() and application_name in ('cartwright-worker', 'cartwright-presence')`;
  return row?.count ?? 0;
};

const breakAll = () =>
  database.db.$executeRaw`
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name in ('cartwright-worker', 'cartwright-presence')`;

const oneOfEachLane = [
  "payments.settle",
  "fulfilment.cut",
  "mail.send",
  "webhooks.deliver",
  "catalog.index",
  "media.fetch",
];

async function enqueueEach(turn: number) {
  const { db } = database;
  const key = `turn_${turn}`;
  await enqueue(db, "payments.settle", { eventId: key }, { key });
  await enqueue(db, "fulfilment.cut", order, { key });
  await enqueue(db, "mail.send", { ...order, cause: key }, { key });
  await enqueue(db, "webhooks.deliver", { merchantId: newId(), endpointId: newId(), eventId: newId() }, { key });
  await enqueue(db, "catalog.index", { productId: newId() }, { key });
  await enqueue(db, "media.fetch", { productId: newId(), mediaId: newId() }, { key });
}

it("opens twenty for its queue at most, however much there is to do", async () => {
  const done = vi.fn(async () => undefined);
  const handlers = Object.fromEntries(oneOfEachLane.map((name) => [name, done]));
  const worker = await startWorker({ url: database.url, log, handlers });
  const several = Array.from({ length: 300 }, (_, n) => n);
  await enqueueMany(
    database.db,
    "payments.settle",
    several.map((n) => ({ payload: { eventId: `e${n}` }, key: `e${n}` })),
  );
  await enqueueMany(
    database.db,
    "mail.send",
    several.map((n) => ({ payload: { ...order, cause: `c${n}` }, key: `c${n}` })),
  );
  await enqueueMany(
    database.db,
    "media.fetch",
    several.map((n) => ({ payload: { productId: newId(), mediaId: newId() }, key: `m${n}` })),
  );
  let most = 0;
  await vi.waitFor(
    async () => {
      most = Math.max(most, await connections());
      expect(done).toHaveBeenCalledTimes(900);
    },
    { timeout: 20_000, interval: 20 },
  );
  expect(most).toBeGreaterThan(6);
  expect(most).toBeLessThanOrEqual(20);
  await worker.stop();
  await vi.waitFor(async () => expect(await connections()).toBe(0));
}, 40_000);

it("goes on in every lane however often all of them break", async () => {
  const seen = new Set<string>();
  const handlers = Object.fromEntries(
    oneOfEachLane.map((name) => [
      name,
      async () => {
        seen.add(name);
      },
    ]),
  );
  const worker = await startWorker({ url: database.url, log, handlers });
  for (let turn = 0; turn < 6; turn += 1) {
    seen.clear();
    await enqueueEach(turn);
    await vi.waitFor(() => expect([...seen].toSorted()).toEqual(oneOfEachLane.toSorted()), { timeout: 20_000 });
    await breakAll();
  }
  expect(await connections()).toBeLessThanOrEqual(20);
  await worker.stop();
  await vi.waitFor(async () => expect(await connections()).toBe(0));
}, 120_000);

it("goes on in every lane when all of them have gone silent", async () => {
  const seen = new Set<string>();
  const handlers = Object.fromEntries(oneOfEachLane.map((name) => [name, async () => void seen.add(name)]));
  const proxy = await startHoldingProxy(database.url, "never said");
  const worker = await startWorker({ url: proxy.url, log, handlers, patience: 1_000 });
  for (const turn of [0, 1]) {
    seen.clear();
    await enqueueEach(turn);
    await vi.waitFor(() => expect([...seen].toSorted()).toEqual(oneOfEachLane.toSorted()), { timeout: 25_000 });
    proxy.cut();
  }
  await worker.stop();
  proxy.stop();
}, 60_000);

it("has Postgres end a statement of the queue before it is given up here", async () => {
  const pool = openPool({ url: database.url, trouble: watchTrouble(log), connectionsMax: 1, patience: 200 });
  await expect(pool.query("select pg_sleep(20)")).rejects.toMatchObject({ code: "57014" });
  await pool.end();
});

it("gives a connection up to which the other end says nothing from the start", async () => {
  const lines = new Set<Socket>();
  const silent = createServer((line) => lines.add(line));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const url = `postgres://nobody@127.0.0.1:${port}/nowhere`;
  const pool = openPool({ url, trouble: watchTrouble(log), connectionsMax: 1, patience: 200 });
  await expect(pool.query("select 1")).rejects.toThrow("timeout");
  expect(pool.totalCount).toBe(0);
  await pool.end();
  for (const line of lines) line.destroy();
  silent.close();
});

it("leaves nobody behind in Postgres who waits for what is no longer waited for here", async () => {
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query("select pg_advisory_lock(51776, hashtext('a worker'))");
  const presence = startPresence(database.url, "a worker", { log, trouble: watchTrouble(log), patience: 300 });
  const counts: number[] = [];
  while (counts.length < 50) {
    counts.push(await connections());
    await sleep(100);
  }
  expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  await holder.end();
  await presence.end();
}, 30_000);

it.each(["done", "failed"])(
  "outlives a connection that breaks while a job is written down as %s",
  async (how) => {
    const { db } = database;
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const deliver = vi.fn(async () => {
      if (deliver.mock.calls.length > 1) return;
      await holder.query("begin; lock table graphile_worker._private_jobs in access exclusive mode");
      if (how === "failed") throw new Error("no endpoint");
    });
    const worker = await startWorker({ url: database.url, log, handlers: { "webhooks.deliver": deliver } });
    const add = () =>
      enqueue(db, "webhooks.deliver", { merchantId: newId(), endpointId: newId(), eventId: newId() }, { key: newId() });
    await add();
    const writing = () =>
      db.$queryRaw<object[]>`
      select pid from pg_stat_activity
       where datname = current_database() and application_name = 'cartwright-worker' and wait_event_type = 'Lock'
         and (query ilike '%delete from%_private_jobs%' or query ilike '%last_error%')`;
    await vi.waitFor(async () => expect(await writing()).toHaveLength(1), { timeout: 10_000 });
    await breakAll();
    await holder.end();
    await add();
    await vi.waitFor(() => expect(deliver.mock.calls.length).toBeGreaterThan(1), { timeout: 20_000 });
    await worker.stop();
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  },
  60_000,
);

it("begins no lane that could not look for jobs, for it never would again", async () => {
  const { db } = database;
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query("begin");
  await holder.query("lock table graphile_worker._private_tasks in share row exclusive mode");
  const handlers = Object.fromEntries(oneOfEachLane.map((name) => [name, async () => undefined]));
  const started = startWorker({ url: database.url, log, handlers }).then(
    () => "started",
    () => "refused",
  );
  const waiting = () =>
    db.$queryRaw<object[]>`
      select pid from pg_stat_activity
       where datname = current_database() and application_name = 'cartwright-worker' and wait_event_type = 'Lock'`;
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(oneOfEachLane.length), { timeout: 10_000 });
  await breakAll();
  await holder.end();
  expect(await started).toBe("refused");
  await vi.waitFor(async () => expect(await connections()).toBe(0));
}, 60_000);
