import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { buildTrie } from "./build-trie";
import { forgetLive, liveSuggestions } from "./live-suggestions";
import { readSuggestions, storeSuggestions } from "./store-suggestions";
import { warmSuggestions } from "./warm-suggestions";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");

const trieOf = (values: readonly string[]) => buildTrie(values.map((value) => ({ value, weight: 1, keys: [value] })));
const snapshotsOf = (query: string) => ({
  queries: trieOf([query]),
  categories: trieOf(["a category"]),
  products: trieOf([newId(), newId()]),
});
const store = (query: string) =>
  storeSuggestions(database.db, "en", { snapshots: snapshotsOf(query), whole: true, now });
const known = async () => (await liveSuggestions(database.db, "en"))?.queries.complete("q", 9);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"], now: 1_000_000 });
});

afterEach(async () => {
  vi.useRealTimers();
  forgetLive();
  await database.db.suggestionSnapshot.deleteMany();
  await database.db.suggestionPart.deleteMany();
});

it("there are none before the first were built, and half a minute later there are", async () => {
  expect(await liveSuggestions(database.db, "en")).toBeNull();
  await store("query one");
  expect(await liveSuggestions(database.db, "en")).toBeNull();
  vi.advanceTimersByTime(31_000);
  expect(await known()).toEqual(["query one"]);
});

it("are there for the first key when the process loaded them as it began", async () => {
  await store("query one");
  await warmSuggestions(database.db);
  await database.db.suggestionPart.deleteMany();
  expect(await known()).toEqual(["query one"]);
});

it("those before answer while newer ones are fetched", async () => {
  await store("query one");
  expect(await known()).toEqual(["query one"]);
  await store("query two");
  expect(await known()).toEqual(["query one"]);
  vi.advanceTimersByTime(31_000);
  expect(await known()).toEqual(["query one"]);
  await vi.waitFor(async () => expect(await known()).toEqual(["query two"]), { timeout: 5_000 });
});

it("those before are kept when newer ones are damaged", async () => {
  await store("query one");
  expect(await known()).toEqual(["query one"]);
  const version = await store("query two");
  await database.db.suggestionPart.updateMany({ where: { version }, data: { bytes: Uint8Array.of(1, 2, 3) } });
  await expect(readSuggestions(database.db, "en")).rejects.toThrow(/not whole/);
  vi.advanceTimersByTime(31_000);
  await known();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await known()).toEqual(["query one"]);
});

it("comes back as it was stored, in parts; the version before stays for its readers, older ones go", async () => {
  const large = Array.from({ length: 60_000 }, (_, n) => `query number ${n} ${(n * 7919) % 99_991}`);
  const versions = [await store("query one"), await store("query two")];
  const snapshots = { ...snapshotsOf("query"), queries: trieOf(large) };
  versions.push(await storeSuggestions(database.db, "en", { snapshots, whole: false, now }));
  const stored = await readSuggestions(database.db, "en");
  expect(stored).toMatchObject({ version: versions[2], whole: false });
  for (const name of ["queries", "categories", "products"] as const)
    expect(Buffer.compare(stored?.snapshots[name] ?? new Uint8Array(), snapshots[name]), name).toBe(0);
  const parts = await database.db.suggestionPart.groupBy({ by: ["version"], _count: true });
  expect(parts.map(({ version }) => version).toSorted()).toEqual(versions.slice(1).toSorted());
  expect(parts.find(({ version }) => version === versions[2])?._count).toBeGreaterThan(1);
});

it("two builds at once leave one whole version", async () => {
  await Promise.all([store("query one"), store("query two"), store("query three")]);
  expect(await readSuggestions(database.db, "en")).not.toBeNull();
});
