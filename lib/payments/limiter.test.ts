import { describe, expect, test } from "vitest";
import { fakeTimer } from "@/dev/testing/fake-timer";
import { Limiter } from "./limiter";

async function flood(limiter: Limiter, timer: ReturnType<typeof fakeTimer>, calls: number) {
  const passed: { nth: number; at: number }[] = [];
  for (let nth = 0; nth < calls; nth += 1) void limiter.take().then(() => passed.push({ nth, at: timer.now() }));
  await timer.run();
  return passed;
}

describe("the limit on what is asked of Stripe", () => {
  test.each([
    { processes: 1, perSecond: 95 },
    { processes: 2, perSecond: 40 },
    { processes: 4, perSecond: 22 },
  ])("holds in every second, for $processes at $perSecond, however many come at once", async (shared) => {
    const { processes, perSecond } = shared;
    const timer = fakeTimer();
    const passed = await flood(new Limiter(perSecond, timer), timer, 1_000);
    expect(passed).toHaveLength(1_000);
    for (const { at } of passed) {
      const inSecond = passed.filter((other) => other.at >= at && other.at < at + 1_000).length;
      expect(inSecond * processes).toBeLessThanOrEqual(100);
    }
    const took = (passed.at(-1)?.at ?? 0) - (passed[0]?.at ?? 0);
    expect(took).toBeGreaterThan((990 / perSecond) * 1_000);
    expect(took).toBeLessThan((1_000 / perSecond) * 1_000);
  });

  test("tells at once whose turn would come too late, and those behind with more time lose nothing by it", async () => {
    const timer = fakeTimer();
    const limiter = new Limiter(10, timer);
    const outcomes: string[] = [];
    const began = timer.now();
    const ask = (name: string, withinMs?: number) =>
      void limiter.take(withinMs).then(
        () => outcomes.push(`${name} at ${Math.round(timer.now() - began)}`),
        (error) => outcomes.push(`${name} ${error.code}`),
      );
    limiter.pause(5_000);
    ask("hasty", 1_000);
    ask("patient", 6_000);
    ask("endless");
    ask("too far back", 5_050);
    await timer.run();
    expect(outcomes).toEqual(["hasty ETIMEDOUT", "patient at 5000", "endless at 5060", "too far back ETIMEDOUT"]);
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
