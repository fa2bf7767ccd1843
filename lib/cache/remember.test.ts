import { expect, it } from "vitest";
import { z } from "zod";
import { guardStore } from "@/lib/cache/guard-store";
import { remember } from "@/lib/cache/remember";
import { memoryStore } from "@/lib/cache/store-memory";

const priced = z.object({ price: z.number() });
const recipe = { key: "list", schema: priced, ttlSeconds: 60, tagsOf: () => ["product:1"] };

function shop(store = guardStore(memoryStore())) {
  const counter = { price: 1_000, readings: 0 };
  const read = async () => {
    counter.readings += 1;
    const { price } = counter;
    await new Promise((wake) => setTimeout(wake, 20));
    return { price };
  };
  return { store, counter, ask: () => remember(store, recipe, read) };
}

it("reads once for a hundred who ask at once, and not again while it is kept", async () => {
  const { counter, ask } = shop();
  const answers = await Promise.all(Array.from({ length: 100 }, ask));
  expect(new Set(answers.map(({ price }) => price))).toEqual(new Set([1_000]));
  await ask();
  expect(counter.readings).toBe(1);
});

it("still reads once for a hundred when the store is down", async () => {
  const broken = {
    ...memoryStore(),
    get: async () => {
      throw new Error("down");
    },
  };
  const { counter, ask } = shop(guardStore(broken));
  await Promise.all(Array.from({ length: 100 }, ask));
  expect(counter.readings).toBe(1);
  await ask();
  expect(counter.readings).toBe(2);
});

it("does not keep an old price that was being read while it changed", async () => {
  const { store, counter, ask } = shop();
  const reading = ask();
  while (counter.readings === 0) await new Promise((wake) => setTimeout(wake, 1));
  counter.price = 900;
  await store.expireTags(["product:1"]);
  expect((await reading).price).toBe(1_000);
  expect((await ask()).price).toBe(900);
});

it("reads anew what another version of the shop kept in another shape", async () => {
  const { store, counter, ask } = shop();
  await store.set("list", { amount: 1 }, { moment: 0, tags: [], ttlSeconds: 60 });
  expect(await ask()).toEqual({ price: 1_000 });
  expect(counter.readings).toBe(1);
});

it("keeps no failure", async () => {
  const store = guardStore(memoryStore());
  const fails = () => remember(store, recipe, () => Promise.reject(new Error("no database")));
  await expect(fails()).rejects.toThrow("no database");
  expect(await remember(store, recipe, async () => ({ price: 1 }))).toEqual({ price: 1 });
});
