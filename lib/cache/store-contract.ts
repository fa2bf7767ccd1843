import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, it } from "vitest";
import type { CacheStore, Keep } from "./store";

/** Run by each store's own test. Keys are new for each case, so that one Redis serves them all. */
export function holdStoreContract(open: () => CacheStore): void {
  let store: CacheStore;
  let key: string;
  let cases = 0;
  beforeEach(() => {
    store = open();
    key = `case-${process.pid}-${cases++}`;
  });

  const keep = async (value: unknown, rest: Partial<Keep> = {}): Promise<void> => {
    const { moment } = await store.get(key);
    await store.set(key, value, { moment, tags: [], ttlSeconds: 60, ...rest });
  };
  const read = async (): Promise<unknown> => (await store.get(key)).value;

  it("gives back what was kept, letter for letter, and nothing where nothing was", async () => {
    expect(await read()).toBeUndefined();
    const value = { text: 'Teekanne „Kuro“ 急須 🫖 "\u0000\u2028', number: -1.5, list: [null, true, ""], none: {} };
    await keep(value);
    expect(await read()).toEqual(value);
    await keep(["another"]);
    expect(await read()).toEqual(["another"]);
  });

  it("hands each reader their own copy", async () => {
    const value = { list: [1] };
    await keep(value);
    value.list.push(2);
    const mine = await read();
    if (mine && typeof mine === "object" && "list" in mine && Array.isArray(mine.list)) mine.list.push(3);
    expect(await read()).toEqual({ list: [1] });
  });

  it("forgets after the time to live", async () => {
    await keep("short", { ttlSeconds: 1 });
    expect(await read()).toBe("short");
    await sleep(1_100);
    expect(await read()).toBeUndefined();
  });

  it("forgets everything that bears an expired tag, and nothing else", async () => {
    await keep("both", { tags: [`${key}:a`, `${key}:b`] });
    await store.expireTags([`${key}:c`]);
    expect(await read()).toBe("both");
    await store.expireTags([`${key}:x`, `${key}:b`]);
    expect(await read()).toBeUndefined();
    await keep("anew", { tags: [`${key}:a`, `${key}:b`] });
    expect(await read()).toBe("anew");
    await store.expireTags([]);
    expect(await read()).toBe("anew");
  });

  it("does not take what was read before a change and written after it", async () => {
    const { moment } = await store.get(key);
    await store.expireTags([`${key}:product`]);
    await store.set(key, "the old price", { moment, tags: [`${key}:product`], ttlSeconds: 60 });
    expect(await read()).toBeUndefined();
  });

  it("holds an entry for as long as it is asked to, however often its tag expires, and then no longer", async () => {
    await keep("held", { tags: [`${key}:busy`], heldSeconds: 1.5 });
    await store.expireTags([`${key}:busy`]);
    expect(await read()).toBe("held");
    await sleep(1_600);
    expect(await read()).toBeUndefined();
  });

  it("refuses a life that tags might not outlast", async () => {
    await expect(keep("long", { ttlSeconds: 3_601 })).rejects.toThrow("an hour at most");
    await expect(keep("none", { ttlSeconds: 0 })).rejects.toThrow("a second at least");
  });

  it("counts a hundred at once as a hundred, and begins anew after the window", async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => store.count(key, 4)));
    expect(all.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    expect(all.every(({ resetsInSeconds }) => resetsInSeconds >= 1 && resetsInSeconds <= 4)).toBe(true);
    await sleep(4_100);
    expect((await store.count(key, 60)).count).toBe(1);
    expect((await store.count(key, 60)).resetsInSeconds).toBeGreaterThan(55);
  });
}
