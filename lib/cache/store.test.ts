import { Redis as UpstashRedis } from "@upstash/redis";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FoundRedis, findRedis, hasRedis, noRedis } from "@/dev/redis/find-redis";
import { type Bridge, openBridge } from "@/dev/redis/upstash-bridge";
import type { CacheStore } from "@/lib/cache/store";
import { holdStoreContract } from "@/lib/cache/store-contract";
import { memoryStore } from "@/lib/cache/store-memory";
import { redisStore } from "@/lib/cache/store-redis";
import { upstashStore } from "@/lib/cache/store-upstash";

const token = "a token for tests";
let redis: FoundRedis | null;
let bridge: Bridge | undefined;
const open: CacheStore[] = [];
const opened = (store: CacheStore): CacheStore => {
  open.push(store);
  return store;
};

beforeAll(async () => {
  redis = await findRedis();
  if (redis) bridge = await openBridge(redis.url, token);
});

afterAll(async () => {
  for (const store of open) await store.close();
  await bridge?.close();
  await redis?.stop();
});

const urlOf = () => redis?.url ?? "";
const restOf = (given = token) => ({ url: bridge?.url ?? "", token: given });

describe("the memory of a process", () => {
  const store = memoryStore();
  holdStoreContract(() => store);

  it("is bounded: the oldest entries go first, and forgotten tags take what bears them along", async () => {
    const small = memoryStore();
    const keep = { moment: 0, tags: [], ttlSeconds: 60 };
    for (let index = 0; index <= 2_000; index++) await small.set(`k${index}`, index, keep);
    expect([(await small.get("k0")).value, (await small.get("k2000")).value]).toEqual([undefined, 2_000]);
    await small.set("novel", "x".repeat(20_000_000), keep);
    await small.set("sequel", "x".repeat(20_000_000), keep);
    expect((await small.get("novel")).value).toBeUndefined();
    expect((await small.get("sequel")).value).toHaveLength(20_000_000);
    const { moment } = await small.get("k");
    await small.set("tagged", "old", { moment, tags: ["t0"], ttlSeconds: 60 });
    await small.expireTags(Array.from({ length: 100_001 }, (_, index) => `t${index}`));
    expect((await small.get("tagged")).value).toBeUndefined();
  });
});

if (!hasRedis()) console.warn(`Left out: the stores in a real Redis. ${noRedis}`);

describe.skipIf(!hasRedis())("a Redis", () => {
  let store: CacheStore;
  beforeAll(() => {
    store = opened(redisStore(urlOf(), "redis-test:"));
  });
  holdStoreContract(() => store);

  it("is shared: what one process expires is gone for the other, and prefixes keep shops apart", async () => {
    const other = opened(redisStore(urlOf(), "redis-test:"));
    const stranger = opened(redisStore(urlOf(), "another-shop:"));
    const { moment } = await store.get("shared");
    await store.set("shared", 1, { moment, tags: ["shared-tag"], ttlSeconds: 60 });
    await stranger.expireTags(["shared-tag"]);
    expect([(await other.get("shared")).value, (await stranger.get("shared")).value]).toEqual([1, undefined]);
    await other.expireTags(["shared-tag"]);
    expect((await store.get("shared")).value).toBeUndefined();
  });

  it("fails at once, and does not wait, when nothing listens", async () => {
    const nowhere = opened(redisStore("redis://127.0.0.1:1", "x:"));
    await expect(nowhere.get("a")).rejects.toThrow();
    const began = performance.now();
    await expect(nowhere.get("a")).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(50);
  });

  it("says why it was refused: a wrong password at the first time and later, a command as Redis has it", async () => {
    const admin = new Redis(urlOf());
    const wrong = new URL(urlOf());
    wrong.username = "store-test-reader";
    wrong.password = "wrong";
    const stranger = opened(redisStore(wrong.href, "x:"));
    for (const _ of [1, 2]) await expect(stranger.get("a")).rejects.toThrow("WRONGPASS");
    await admin.call("ACL", "SETUSER", "store-test-reader", "on", ">right", "~*", "+@all", "-set");
    wrong.password = "right";
    const reader = opened(redisStore(wrong.href, "x:"));
    await expect(reader.set("a", 1, { moment: 0, tags: [], ttlSeconds: 60 })).rejects.toThrow("NOPERM");
    await admin.call("ACL", "DELUSER", "store-test-reader");
    admin.disconnect();
  });
});

describe.skipIf(!hasRedis())("Upstash's protocol", () => {
  let store: CacheStore;
  beforeAll(() => {
    store = opened(upstashStore(restOf(), "upstash-test:"));
  });
  holdStoreContract(() => store);

  it("is what Upstash's own client speaks: each reads what the other wrote", async () => {
    const client = new UpstashRedis({ ...restOf(), retry: false, enableTelemetry: false });
    await store.count("both", 60);
    expect(await client.get("upstash-test:c:both")).toBe(1);
    const [count, ttl] = await client
      .multi()
      .incr("upstash-test:c:both")
      .ttl("upstash-test:c:both")
      .exec<[number, number]>();
    expect([count, ttl > 30 && ttl <= 60]).toEqual([2, true]);
    expect(await client.pipeline().set("upstash-test:ü", "schön").get("upstash-test:ü").exec()).toEqual([
      "OK",
      "schön",
    ]);
    expect((await store.count("both", 60)).count).toBe(3);
  });

  it("refuses a wrong token and a wrong command in words", async () => {
    await expect(opened(upstashStore(restOf("guess"), "x:")).get("a")).rejects.toThrow("Unauthorized");
    await expect(opened(upstashStore({ url: "http://127.0.0.1:1", token }, "x:")).get("a")).rejects.toThrow();
  });
});
