import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { enqueue } from "@/lib/jobs/queue";

const database = useDatabase();

const count = async (): Promise<number> => {
  const rows = await database.db.$queryRaw<{ count: bigint }[]>`select count(*) from graphile_worker.jobs`;
  return Number(rows[0]?.count);
};

it("keeps a job of a transaction that commits and none of one that rolls back", async () => {
  const before = await count();
  const failing = database.db.$transaction(async (tx) => {
    await enqueue(tx, "catalog.index", { productId: newId() });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await count()).toBe(before);
  await database.db.$transaction((tx) => enqueue(tx, "catalog.index", { productId: newId() }));
  expect(await count()).toBe(before + 1);
});

it("holds one waiting job for each key, whichever name another key has", async () => {
  const productId = newId();
  const before = await count();
  await enqueue(database.db, "catalog.index", { productId }, { key: productId });
  await enqueue(database.db, "catalog.index", { productId }, { key: productId });
  await enqueue(database.db, "pages.revalidate", { tags: ["a"] }, { key: productId });
  expect(await count()).toBe(before + 2);
});

it("waits until the moment it is told, and no longer", async () => {
  const runAt = new Date("2030-01-02T03:04:05.678Z");
  await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "later", runAt, maxAttempts: 3 });
  const rows = await database.db.$queryRaw<{ run_at: Date; max_attempts: number }[]>`
    select run_at, max_attempts from graphile_worker.jobs where key = 'catalog.index:later'`;
  expect(rows).toEqual([{ run_at: runAt, max_attempts: 3 }]);
});

it("waits as long as it is told by the queue's own clock, whatever moment another clock says", async () => {
  const times = { runAt: new Date("2020-01-02T03:04:05.678Z"), inMs: 60_000 };
  await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "behind", ...times });
  await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "now" });
  const rows = await database.db.$queryRaw`
    select key, run_at > now() + interval '50 seconds' as later from graphile_worker.jobs
     where key in ('catalog.index:behind', 'catalog.index:now') order by key`;
  expect(rows).toEqual([
    { key: "catalog.index:behind", later: true },
    { key: "catalog.index:now", later: false },
  ]);
});

it("refuses a payload that its job would not understand", async () => {
  await expect(enqueue(database.db, "catalog.index", { productId: "not an id" })).rejects.toThrow();
});
