import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { guardStore } from "@/lib/cache/guard-store";
import type { CacheStore } from "@/lib/cache/store";
import { memoryStore } from "@/lib/cache/store-memory";

/** A store that does to each call what it is told. */
function playedStore(play: () => Promise<void>): CacheStore & { asked: number } {
  const real = memoryStore();
  const asked = { asked: 0 };
  const first =
    <Args extends unknown[], Answer>(then: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      asked.asked += 1;
      await play();
      return then(...args);
    };
  return Object.assign(asked, {
    get: first(real.get),
    set: first(real.set),
    expireTags: first(real.expireTags),
    count: first(real.count),
    close: real.close,
  });
}

const keep = { moment: 0, tags: [], ttlSeconds: 60 };

it("turns every failure into nothing found, and asks again after a second", async () => {
  let broken = true;
  let now = 0;
  const store = playedStore(async () => {
    if (broken) throw new Error("connection refused");
  });
  const guarded = guardStore(store, () => now);
  expect(await guarded.get("a")).toBeNull();
  await guarded.set("a", 1, keep);
  await guarded.expireTags(["t"]);
  expect(await guarded.count("c", 60)).toBeNull();
  expect(store.asked).toBe(1);

  broken = false;
  now = 999;
  expect(await guarded.get("a")).toBeNull();
  now = 1_000;
  await guarded.set("a", 1, keep);
  expect(await guarded.get("a")).toEqual({ value: 1, moment: 0 });
});

it("waits a tenth of a second for a store that hangs, once for all who ask", async () => {
  const store = playedStore(() => sleep(3_000));
  const guarded = guardStore(store, () => 0);
  const began = performance.now();
  expect(await guarded.get("a")).toBeNull();
  expect(performance.now() - began).toBeGreaterThan(90);
  for (let ask = 0; ask < 100; ask++) expect(await guarded.get("a")).toBeNull();
  expect(store.asked).toBe(1);
});
