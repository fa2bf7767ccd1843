import { describe, expect, test } from "vitest";
import { Limiter, type Timer } from "./limiter";

/** A clock that jumps to the next moment anybody waits for. */
function fakeTimer(): Timer & { run(): Promise<void> } {
  let now = 1_000_000;
  const waiting: { at: number; wake: () => void }[] = [];
  const settle = async () => {
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    wait: (ms) => new Promise((wake) => waiting.push({ at: now + ms, wake })),
    async run() {
      await settle();
      for (;;) {
        waiting.sort((a, b) => a.at - b.at);
        const next = waiting.shift();
        if (!next) return;
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
    },
  };
}

async function flood(limiter: Limiter, timer: ReturnType<typeof fakeTimer>, calls: number) {
  const passed: { nth: number; at: number }[] = [];
  for (let nth = 0; nth < calls; nth += 1) void limiter.take().then(() => passed.push({ nth, at: timer.now() }));
  await timer.run();
  return passed;
}

describe("the limit on what is asked of Stripe", () => {
  test("holds in every second, however many come at once, not only on average", async () => {
    const timer = fakeTimer();
    const passed = await flood(new Limiter(80, timer), timer, 1_000);
    expect(passed).toHaveLength(1_000);
    for (const { at } of passed) {
      const inSecond = passed.filter((other) => other.at >= at && other.at < at + 1_000).length;
      expect(inSecond).toBeLessThanOrEqual(101);
    }
    const took = (passed.at(-1)?.at ?? 0) - (passed[0]?.at ?? 0);
    expect(took).toBeGreaterThan(12_000);
    expect(took).toBeLessThan(12_500);
  });

  test("lets them go in the order in which they came", async () => {
    const timer = fakeTimer();
    const passed = await flood(new Limiter(10, timer), timer, 200);
    expect(passed.map(({ nth }) => nth)).toEqual(Array.from({ length: 200 }, (_, nth) => nth));
  });

  test("stops for everybody when Stripe says that it is too much", async () => {
    const timer = fakeTimer();
    const limiter = new Limiter(10, timer);
    limiter.pause(5_000);
    const began = timer.now();
    const passed = await flood(limiter, timer, 20);
    expect(Math.min(...passed.map(({ at }) => at))).toBe(began + 5_000);
  });
});
