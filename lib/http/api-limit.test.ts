import { expect, it } from "vitest";
import { guardStore } from "@/lib/cache/guard-store";
import { memoryStore } from "@/lib/cache/store-memory";
import { takeKey, takeRequest } from "@/lib/http/api-limit";

const from = (address: string) => new Headers({ "x-forwarded-for": `203.0.113.99, ${address}` });
const limit = (API_REQUESTS_PER_MINUTE: number, TRUSTED_PROXIES = 0) => ({ API_REQUESTS_PER_MINUTE, TRUSTED_PROXIES });
const down = guardStore({
  ...memoryStore(),
  count: async () => {
    throw new Error("down");
  },
});

it.each([
  ["counted in the store", () => guardStore(memoryStore()), "198.51.100.7"],
  ["counted by the process while the store is down", () => down, "198.51.100.8"],
])("lets so many through in a minute and no more, %s", async (_, open, address) => {
  const store = open();
  const all = await Promise.all(Array.from({ length: 8 }, () => takeRequest(store, from(address), limit(5))));
  expect(all.filter(({ allowed }) => allowed)).toHaveLength(5);
  expect(await takeRequest(store, from(address), limit(5))).toMatchObject({ allowed: false, retryAfterSeconds: 60 });
  expect(await takeRequest(store, from("198.51.100.200"), limit(5))).toEqual({ allowed: true });
});

it("counts an IPv6 subscriber once, whichever of its addresses it uses", async () => {
  const store = guardStore(memoryStore());
  const ask = (address: string) => takeRequest(store, from(address), limit(1));
  expect((await ask("2001:db8:0:7::1")).allowed).toBe(true);
  expect((await ask("2001:db8:0:7:aaaa:bbbb:cccc:dddd")).allowed).toBe(false);
  expect((await ask("2001:db8:0:8::1")).allowed).toBe(true);
});

it("asks nothing of our own network, nor where there is no limit", async () => {
  const store = guardStore(memoryStore());
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.3.7", "::ffff:192.168.1.9", "fd00::7"])
    for (let ask = 0; ask < 3; ask++) expect((await takeRequest(store, from(address), limit(1))).allowed).toBe(true);
  for (let ask = 0; ask < 3; ask++)
    expect((await takeRequest(store, from("198.51.100.9"), limit(0))).allowed).toBe(true);
});

it("counts the machine itself where a proxy says that it asked", async () => {
  const store = guardStore(memoryStore());
  const ask = () => takeRequest(store, from("127.0.0.1"), limit(1, 1));
  expect([(await ask()).allowed, (await ask()).allowed]).toEqual([true, false]);
});

it("lets twice as many keys through as requests, and counts them apart, an IPv6 subscriber's as one's", async () => {
  const store = guardStore(memoryStore());
  const press = (address: string) => takeKey(from(address), limit(3));
  expect(await takeRequest(store, from("2001:db8:0:9::1"), limit(3))).toEqual({ allowed: true });
  const all = await Promise.all(Array.from({ length: 9 }, (_, host) => press(`2001:db8:0:9::${host}`)));
  expect(all.filter(({ allowed }) => allowed)).toHaveLength(6);
  expect(await press("2001:db8:0:9::1")).toMatchObject({ allowed: false, retryAfterSeconds: 60 });
  expect(await press("2001:db8:0:a::1")).toEqual({ allowed: true });
  for (let key = 0; key < 9; key++) expect(await press("127.0.0.1")).toEqual({ allowed: true });
});
