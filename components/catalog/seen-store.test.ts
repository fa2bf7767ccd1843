import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readSeen, writeSeen } from "./seen-store";

const kept = new Map<string, string>();

beforeEach(() => {
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  kept.clear();
});

it("keeps a dozen ids, most recent first", () => {
  expect(readSeen()).toEqual([]);
  writeSeen(Array.from({ length: 15 }, (_, index) => `p${index}`));
  expect(readSeen()).toEqual(Array.from({ length: 12 }, (_, index) => `p${index}`));
  expect([...kept.values()].join()).not.toMatch(/price|title/);
});

it("reads the ids of what was kept whole once", () => {
  kept.set("seen", JSON.stringify([{ productId: "old", title: "A thing", price: "$1.00" }, "new", 7, null, {}]));
  expect(readSeen()).toEqual(["old", "new"]);
});

it.each(["{", "null", "7", '"seen"'])("has seen nothing when %s is kept", (value) => {
  kept.set("seen", value);
  expect(readSeen()).toEqual([]);
});

it("has seen nothing where storage is off", () => {
  vi.stubGlobal("localStorage", undefined);
  writeSeen(["p1"]);
  expect(readSeen()).toEqual([]);
});
