import { afterEach, expect, it, vi } from "vitest";
import { guardStore } from "./guard-store";
import { shareReading } from "./share-reading";
import { memoryStore } from "./store-memory";

afterEach(() => {
  vi.useRealTimers();
});

it("lets nobody join a reading that has hung for two seconds, and many the one begun after it", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const store = guardStore(memoryStore());
  const hung = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const read = vi.fn(() => second.promise).mockReturnValueOnce(hung.promise);
  const ask = () => shareReading(store, "list", read);
  const early = [ask()];
  vi.advanceTimersByTime(1_900);
  early.push(ask());
  expect(read).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(200);
  const late = [ask(), ask()];
  expect(read).toHaveBeenCalledTimes(2);
  hung.resolve("old");
  expect(await Promise.all(early)).toEqual(["old", "old"]);
  // The end of the first is not taken for the end of the second.
  late.push(ask());
  second.resolve("new");
  expect(await Promise.all(late)).toEqual(["new", "new", "new"]);
  expect(read).toHaveBeenCalledTimes(2);
});
