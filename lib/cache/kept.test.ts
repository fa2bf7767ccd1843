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
