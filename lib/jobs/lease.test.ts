import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { withLease } from "@/lib/jobs/lease";

const database = useDatabase();
const now = new Date("2026-03-02T12:00:00Z");
const lease = (name: string, at = now) => ({ name, seconds: 60, now: at });

it("of five at once one works, and the next one may when it is done", async () => {
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(100);
    running -= 1;
    return "done";
  };
  const told = await Promise.all(Array.from({ length: 5 }, () => withLease(database.db, lease("a"), work)));
  expect(told.filter((answer) => answer === "done")).toHaveLength(1);
  expect(most).toBe(1);
  expect(await withLease(database.db, lease("a"), work)).toBe("done");
});

it("of a holder that died it is over when its time is, and a late holder doesn't end another's", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stuck = withLease(database.db, lease("b"), () => promise);
  await expect.poll(() => database.db.shopState.count({ where: { key: "lease b" } }), { timeout: 10_000 }).toBe(1);
  const soon = new Date(now.getTime() + 30_000);
  const later = new Date(now.getTime() + 61_000);
  expect(await withLease(database.db, lease("b", soon), async () => "mine")).toBeNull();
  const second = Promise.withResolvers<void>();
  const another = withLease(database.db, lease("b", later), () => second.promise);
  await sleep(200);
  resolve();
  await stuck;
  expect(await withLease(database.db, lease("b", later), async () => "mine")).toBeNull();
  second.resolve();
  await another;
});

it("is given back when the work fails", async () => {
  await expect(withLease(database.db, lease("c"), async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLease(database.db, lease("c"), async () => "mine")).toBe("mine");
});

it("taken by a clock that is a day ahead, and not ended, keeps nobody out for a day", async () => {
  const { db } = database;
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000);
  await db.shopState.create({ data: { key: "lease d", value: "died", updatedAt: tomorrow } });
  expect(await withLease(db, lease("d"), async () => "mine")).toBe("mine");
});

it("is the holder's for as long as the work takes, be that longer than it was taken for", async () => {
  const begun = Date.now();
  const short = (name: string) => ({ name, seconds: 1, now: new Date(now.getTime() + Date.now() - begun) });
  const { promise, resolve } = Promise.withResolvers<string>();
  const slow = withLease(database.db, short("e"), () => promise);
  await sleep(2_000);
  expect(await withLease(database.db, short("e"), async () => "mine")).toBeNull();
  resolve("done");
  expect(await slow).toBe("done");
  expect(await withLease(database.db, short("e"), async () => "mine")).toBe("mine");
});

it("ends of a holder that hangs", async () => {
  const begun = Date.now();
  const short = () => ({ name: "f", seconds: 0.3, now: new Date(now.getTime() + Date.now() - begun) });
  const { promise, resolve } = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  const hung = withLease(database.db, short(), () => {
    taken.resolve();
    return promise;
  });
  await taken.promise;
  await expect
    .poll(() => withLease(database.db, short(), async () => "mine"), { timeout: 10_000, interval: 100 })
    .toBe("mine");
  expect(Date.now() - begun).toBeGreaterThan(900);
  resolve();
  await hung;
});
