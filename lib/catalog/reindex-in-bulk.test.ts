import { beforeEach, expect, it } from "vitest";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { indexedInBulk, priorityOf } from "@/lib/jobs/jobs";
import { reindexInBulk } from "./reindex-in-bulk";
import { reindexProducts } from "./reindex-products";

const database = useDatabase();
const prompt = priorityOf("catalog.index");
let productId: string;

beforeEach(() => {
  productId = newId();
});

const changed = () => database.db.$transaction((tx) => reindexProducts(tx, [productId]));
const imported = () => database.db.$transaction((tx) => reindexInBulk(tx, [productId]));
const jobs = () =>
  database.db.$queryRaw<object[]>`
    select priority, attempts, run_at <= now() as due, key is not null as keyed from graphile_worker._private_jobs
     where payload->>'productId' = ${productId} order by id`;

it("lists products by the thousand after those that somebody waits for, whichever was there first", async () => {
  await imported();
  expect(await jobs()).toEqual([{ priority: indexedInBulk, attempts: 0, due: true, keyed: true }]);
  await changed();
  expect(await jobs()).toEqual([{ priority: prompt, attempts: 0, due: true, keyed: true }]);
  await imported();
  expect(await jobs()).toEqual([{ priority: prompt, attempts: 0, due: true, keyed: true }]);
});

it("tries a product that could not be listed again, with the attempts it has left", async () => {
  await imported();
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set attempts = 7, run_at = now() + interval '1 hour'
     where payload->>'productId' = ${productId}`;
  await imported();
  expect(await jobs()).toEqual([{ priority: indexedInBulk, attempts: 7, due: true, keyed: true }]);
});

it("lists a product anew whose job has begun", async () => {
  await imported();
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'
     where payload->>'productId' = ${productId}`;
  await imported();
  expect(await jobs()).toMatchObject([{ keyed: false }, { attempts: 0, keyed: true }]);
});

it("lists a product anew whose job has failed for good", async () => {
  await imported();
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set attempts = max_attempts, run_at = now() + interval '1 hour'
     where payload->>'productId' = ${productId}`;
  await imported();
  expect(await jobs()).toMatchObject([
    { keyed: false },
    { priority: indexedInBulk, attempts: 0, due: true, keyed: true },
  ]);
});

it("takes products in the order a sale does, and leaves one that is sold meanwhile its place", async () => {
  const [first, second] = [newId(), productId].toSorted();
  if (!first || !second) throw new Error("Two products");
  await database.db.$transaction((tx) => reindexInBulk(tx, [second]));
  const { importing } = await database.db.$transaction(async (sale) => {
    await reindexProducts(sale, [first]);
    const begun = database.db.$transaction((tx) => reindexInBulk(tx, [first, second]));
    expect(await until(isAnyWaiting, { seconds: 20, everyMs: 20 })).toBe(true);
    await reindexProducts(sale, [second]);
    return { importing: begun };
  });
  await importing;
  const waiting = await database.db.$queryRaw<object[]>`
    select priority from graphile_worker._private_jobs where payload->>'productId' in (${first}, ${second})`;
  expect(waiting).toEqual([{ priority: prompt }, { priority: prompt }]);
});

async function isAnyWaiting(): Promise<boolean> {
  const waiting = await database.db.$queryRaw<object[]>`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return waiting.length > 0;
}

it("has no waiting job begin before what was written is there to be read", async () => {
  await changed();
  await database.db.$transaction(async (tx) => {
    await reindexInBulk(tx, [productId]);
    const free = await database.db.$queryRaw<object[]>`
      select from graphile_worker._private_jobs where key = ${`catalog.index:${productId}`} for update skip locked`;
    expect(free).toEqual([]);
  });
});
