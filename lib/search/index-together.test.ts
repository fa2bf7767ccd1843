import pino from "pino";
import { beforeEach, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { enqueue } from "@/lib/jobs/queue";
import { finishTaken, giveBack, takeAlong } from "@/lib/jobs/take-along";
import { indexProduct } from "./index-product";

const database = useDatabase();
const log = pino({ level: "silent" });
const now = new Date("2026-11-22T08:00:00Z");

const waiting = async (name: string) => {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int from graphile_worker.jobs where task_identifier = ${name}`;
  return row?.count;
};

/** A product, and copies of its entry for products that are gone: indexing each takes its entry out of the lists. */
async function leaveBehind(count: number): Promise<string[]> {
  const { productId } = await writeProduct(database.db, now);
  await indexProduct(database.db, productId);
  const ids = Array.from({ length: count }, () => newId());
  const entry = await database.db.catalogEntry.findUniqueOrThrow({ where: { productId } });
  await database.db.catalogEntry.createMany({
    data: ids.map((id) => ({ ...entry, productId: id, amounts: {} })),
  });
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
  await enqueueMany(
    database.db,
    "catalog.index",
    ids.map((id) => ({ payload: { productId: id }, key: id })),
  );
  return ids;
}

const listed = (ids: string[]) => database.db.catalogEntry.count({ where: { productId: { in: ids } } });
const drain = () =>
  drainJobs({
    url: database.url,
    log,
    concurrency: 1,
    handlers: { "catalog.index": ({ productId }, job) => indexProduct(database.db, productId, job) },
  });

beforeEach(() => database.db.$executeRaw`delete from graphile_worker._private_jobs`);

it("indexes what waits together: few jobs run, every product is done, pages are told once", async () => {
  const ids = await leaveBehind(250);
  expect(await drain()).toBe(3);
  expect(await listed(ids)).toBe(0);
  expect(await waiting("catalog.index")).toBe(0);
  expect(await waiting("pages.revalidate")).toBeLessThanOrEqual(4);
});

it("leaves a product that can't be indexed to its own job, and holds up no other for it", async () => {
  const ids = await leaveBehind(10);
  const broken = ids[4] ?? "";
  await database.db.$executeRawUnsafe(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$`);
  await database.db.$executeRawUnsafe(`
    create trigger refuse before delete on catalog_entry for each row when (old.product_id = '${broken}') execute function refuse()`);
  await drain();
  expect(await listed(ids)).toBe(1);
  expect(
    await database.db.$queryRaw`select key, attempts from graphile_worker.jobs where task_identifier = 'catalog.index'`,
  ).toEqual([{ key: `catalog.index:${broken}`, attempts: 1 }]);
  await database.db.$executeRawUnsafe("drop function refuse cascade");
});

it("takes those of the same priority that are due, under the lock of the job that runs", async () => {
  const [first = "", ...others] = await leaveBehind(4);
  const later = new Date(Date.now() + 60_000);
  await enqueue(database.db, "catalog.index", { productId: others[0] ?? "" }, { key: others[0], runAt: later });
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set priority = 15 where key = ${`catalog.index:${others[1]}`}`;
  const [own] = await database.db.$queryRaw<{ id: string }[]>`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker', attempts = 1
     where key = ${`catalog.index:${first}`} returning id::text`;
  const taken = await takeAlong(database.db, own?.id ?? "", 10);
  expect(taken.payloads).toEqual([{ productId: others[2] }]);
  const locked = await database.db
    .$queryRaw`select locked_by, attempts from graphile_worker.jobs where id = any(${taken.jobIds}::bigint[])`;
  expect(locked).toEqual([{ locked_by: "worker", attempts: 0 }]);
  expect((await takeAlong(database.db, own?.id ?? "", 10)).jobIds).toEqual([]);
});

it("does a product once more that changes while it is being indexed", async () => {
  const [first = "", second = ""] = await leaveBehind(2);
  const [own] = await database.db.$queryRaw<{ id: string }[]>`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker', attempts = 1
     where key = ${`catalog.index:${first}`} returning id::text`;
  const taken = await takeAlong(database.db, own?.id ?? "", 10);
  expect(taken.jobIds).toHaveLength(1);
  await enqueue(database.db, "catalog.index", { productId: second }, { key: second });
  await finishTaken(database.db, taken);
  expect(await database.db.$queryRaw`select key from graphile_worker.jobs where locked_at is null`).toEqual([
    { key: `catalog.index:${second}` },
  ]);
});

it("gives jobs back once the database answers again, which failed in the middle of them", async () => {
  const [first = ""] = await leaveBehind(3);
  const [own] = await database.db.$queryRaw<{ id: string }[]>`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker', attempts = 1
     where key = ${`catalog.index:${first}`} returning id::text`;
  const taken = await takeAlong(database.db, own?.id ?? "", 10);
  let refusals = 1;
  const restarting = new Proxy(database.db, {
    get(db, key) {
      if (key !== "$executeRaw" || refusals === 0) return Reflect.get(db, key);
      refusals -= 1;
      return () => Promise.reject(new Error("Connection terminated unexpectedly"));
    },
  });
  await giveBack(restarting, taken);
  expect(await database.db.$queryRaw`select id::text from graphile_worker.jobs where locked_at is not null`).toEqual([
    { id: own?.id },
  ]);
});

it("leaves alone what another worker has by now, and does not ask again where Postgres says no", async () => {
  const [first = "", second = ""] = await leaveBehind(2);
  const [own] = await database.db.$queryRaw<{ id: string }[]>`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker', attempts = 1
     where key = ${`catalog.index:${first}`} returning id::text`;
  const taken = await takeAlong(database.db, own?.id ?? "", 10);
  const lockOf = () => database.db.$queryRaw`
    select locked_by from graphile_worker._private_jobs where key = ${`catalog.index:${second}`}`;
  // Given up for dead and fetched anew: by another, or by the same one later.
  for (const [by, later] of [
    ["other", "0 s"],
    ["worker", "1 us"],
  ]) {
    await database.db.$executeRaw`
      update graphile_worker._private_jobs set locked_by = ${by}, locked_at = ${taken.lockedAt}::timestamptz + ${later}::interval
       where key = ${`catalog.index:${second}`}`;
    await giveBack(database.db, taken);
    await finishTaken(database.db, taken);
    expect(await lockOf()).toEqual([{ locked_by: by }]);
  }
  await expect(giveBack(database.db, { ...taken, jobIds: ["none"] })).rejects.toThrow("22P02");
});
