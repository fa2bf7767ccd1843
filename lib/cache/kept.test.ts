import { afterEach, describe, expect, test, vi } from "vitest";
import { keep } from "./kept";

afterEach(() => vi.useRealTimers());

describe("reference data that is kept", () => {
  test("only what is missing is read", async () => {
    const kept = keep<string>();
    const read = vi.fn(async (keys: string[]) => new Map(keys.map((key) => [key, key.toUpperCase()])));
    expect(await kept(["a"], read)).toEqual(new Map([["a", "A"]]));
    expect(await kept(["a", "b", "b"], read)).toEqual(
      new Map([
        ["a", "A"],
        ["b", "B"],
      ]),
    );
    expect(read.mock.calls).toEqual([[["a"]], [["b"]]]);
  });

  test("a change shows after a minute", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const kept = keep<number>();
    let value = 1;
    const read = async () => new Map([["a", value]]);
    await kept(["a"], read);
    value = 2;
    vi.advanceTimersByTime(59_000);
    expect((await kept(["a"], read)).get("a")).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect((await kept(["a"], read)).get("a")).toBe(2);
  });

  test("what is asked for all the time is read anew behind the answer, once", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const kept = keep<number>();
    let value = 1;
    const read = vi.fn(async () => new Map([["a", value]]));
    const renew = vi.fn(async () => new Map([["a", value]]));
    const ask = async () => (await kept(["a"], read, renew)).get("a");
    await ask();
    value = 2;
    vi.advanceTimersByTime(29_000);
    expect(await ask()).toBe(1);
    expect(renew).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    expect(renew).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(28_000);
    expect(await ask()).toBe(2);
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("what could not be read anew is kept to its end", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const kept = keep<number>();
    const read = vi.fn(async () => new Map([["a", 1]]));
    const renew = vi.fn(async () => new Map());
    await kept(["a"], read, renew);
    vi.advanceTimersByTime(40_000);
    expect((await kept(["a"], read, renew)).get("a")).toBe(1);
    vi.advanceTimersByTime(21_000);
    expect((await kept(["a"], read, renew)).get("a")).toBe(1);
    expect([read.mock.calls.length, renew.mock.calls.length]).toEqual([2, 1]);
  });

  test("what is not there is asked for again, and a read that fails is not kept", async () => {
    const kept = keep<number>();
    const read = vi.fn(async () => new Map<string, number>());
    await kept(["a"], read);
    await kept(["a"], read);
    expect(read).toHaveBeenCalledTimes(2);
    await expect(kept(["b"], () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect((await kept(["b"], async () => new Map([["b", 7]]))).get("b")).toBe(7);
  });
});
