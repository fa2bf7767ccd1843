import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { enqueue } from "@/lib/jobs/queue";
import { startWorker } from "@/lib/jobs/start-worker";

const database = useDatabase();
const log = pino({ level: "silent" });
const order = { customerId: newId(), orderId: newId() };

it("runs what a purchase waits for before what was there first", async () => {
  const seen: string[] = [];
  await enqueue(database.db, "media.fetch", { productId: newId(), mediaId: newId() });
  await enqueue(database.db, "catalog.index", { productId: newId() });
  await enqueue(database.db, "pages.revalidate", { tags: ["test"] });
  await enqueue(database.db, "fulfilment.cut", order);
  await enqueue(database.db, "payments.settle", { eventId: "evt_1" });
  await drainJobs({
    url: database.url,
    log,
    concurrency: 1,
    handlers: Object.fromEntries(
      ["media.fetch", "catalog.index", "pages.revalidate", "fulfilment.cut", "payments.settle"].map((name) => [
        name,
        async () => seen.push(name),
      ]),
    ),
  });
  expect(seen).toEqual(["payments.settle", "fulfilment.cut", "pages.revalidate", "catalog.index", "media.fetch"]);
});

it("keeps no buyer waiting while an import fills the queue with slow jobs", async () => {
  const jobs = Array.from({ length: 100 }, () => newId());
  await enqueueMany(
    database.db,
    "catalog.index",
    jobs.map((productId) => ({ payload: { productId }, key: productId })),
  );
  const slow = vi.fn(() => sleep(1_000));
  const mailed = vi.fn(async () => undefined);
  const handlers = { "catalog.index": slow, "mail.send": mailed };
  const worker = await startWorker({ url: database.url, log, handlers });
  await vi.waitFor(() => expect(slow).toHaveBeenCalled(), { timeout: 5_000 });
  const began = performance.now();
  await enqueue(database.db, "mail.send", { ...order, cause: "confirmed" });
  await vi.waitFor(() => expect(mailed).toHaveBeenCalledOnce(), { timeout: 5_000, interval: 20 });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(slow.mock.calls.length).toBeLessThan(50);
  await worker.stop();
});

it("does what follows from a paid order while a flood of purchases goes on", async () => {
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
  await enqueueMany(
    database.db,
    "payments.settle",
    Array.from({ length: 200 }, (_, n) => ({ payload: { eventId: `evt_flood_${n}` }, key: `flood_${n}` })),
  );
  const settled = vi.fn(() => sleep(400));
  const seen = new Set<string>();
  const follow = (name: string) => async () => {
    seen.add(name);
  };
  const followers = ["fulfilment.cut", "mail.send", "orders.lapse"] as const;
  const handlers = { "payments.settle": settled, ...Object.fromEntries(followers.map((name) => [name, follow(name)])) };
  const worker = await startWorker({ url: database.url, log, handlers });
  await vi.waitFor(() => expect(settled).toHaveBeenCalled(), { timeout: 5_000 });
  await enqueue(database.db, "fulfilment.cut", order);
  await enqueue(database.db, "mail.send", { ...order, cause: "confirmed" });
  await enqueue(database.db, "orders.lapse", order);
  await vi.waitFor(() => expect(seen.size).toBe(followers.length), { timeout: 5_000, interval: 20 });
  expect(settled.mock.calls.length).toBeLessThan(150);
  await worker.stop();
}, 40_000);

it("leaves no row behind of a job that was replaced while it ran and whose worker was killed", async () => {
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
  const count = async () => {
    const [row] = await database.db.$queryRaw<{ count: number }[]>`
      select count(*)::int from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'pages.revalidate'`;
    return row?.count;
  };
  await enqueue(database.db, "pages.revalidate", { tags: ["first"] }, { key: "same" });
  await database.db
    .$executeRaw`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed', attempts = 1`;
  await enqueue(database.db, "pages.revalidate", { tags: ["second"] }, { key: "same" });
  await database.db.$executeRaw`update graphile_worker._private_jobs set locked_at = null, locked_by = null`;
  expect(await count()).toBe(2);
  const done = vi.fn(async () => undefined);
  const worker = await startWorker({ url: database.url, log, handlers: { "pages.revalidate": done } });
  await vi.waitFor(async () => expect(await count()).toBe(0), { timeout: 12_000 });
  expect(done).toHaveBeenCalledExactlyOnceWith({ tags: ["second"] }, expect.anything());
  await worker.stop();
});
