import { describe, expect, test, vi } from "vitest";
import { fakeTimer } from "@/dev/testing/fake-timer";
import { log } from "@/lib/core/log";
import { Limiter, type Timer } from "./limiter";
import type { Lease } from "./shared-turns";

/** What the processes share, on a clock of its own that is far from theirs; the way there and back may take a while. */
function sharedPlace(timer: Timer, wayMs: () => { there: number; back: number } = () => ({ there: 0, back: 0 })) {
  let freeAt = 0;
  const clock = () => timer.now() + 5_000_000;
  const blocks: number[] = [];
  const lease: Lease = async ({ count, spacingMs }) => {
    blocks.push(count);
    const { there, back } = wayMs();
    if (there > 0) await timer.wait(there);
    const [now, first] = [clock(), Math.max(clock(), freeAt)];
    freeAt = first + count * spacingMs;
    if (back > 0) await timer.wait(back);
    return { first, now };
  };
  return { blocks, lease };
}

/** When each of so many calls went, of all processes together. */
async function flood(limiters: Limiter[], timer: ReturnType<typeof fakeTimer>, callsEach: number): Promise<number[]> {
  const passed: number[] = [];
  for (const limiter of limiters)
    for (let nth = 0; nth < callsEach; nth += 1) void limiter.take().then(() => passed.push(timer.now()));
  await timer.run();
  return passed.sort((a, b) => a - b);
}

const busiestSecond = (passed: number[]) =>
  Math.max(...passed.map((at) => passed.filter((other) => other >= at && other < at + 1_000).length));
const perSecondOf = (passed: number[]) => (1_000 * (passed.length - 1)) / ((passed.at(-1) ?? 0) - (passed[0] ?? 0));

describe("the limit that processes share", () => {
  test.each([
    { processes: 1, perSecond: 80 },
    { processes: 3, perSecond: 80 },
    { processes: 12, perSecond: 95 },
    { processes: 3, perSecond: 2 },
  ])("holds in every second for $processes at $perSecond, and is used nearly whole", async (of) => {
    const timer = fakeTimer();
    const { lease, blocks } = sharedPlace(timer);
    const limiters = Array.from({ length: of.processes }, () => new Limiter(of.perSecond, timer, lease));
    const passed = await flood(limiters, timer, Math.ceil((of.perSecond * 8) / of.processes));
    expect(busiestSecond(passed)).toBeLessThanOrEqual(of.perSecond);
    expect(perSecondOf(passed)).toBeGreaterThan(of.perSecond * 0.94);
    if (of.perSecond > 10) expect(blocks.length).toBeLessThan(passed.length / 3);
  });

  test("holds while leases are long in coming, some longer than others", async () => {
    const timer = fakeTimer();
    const ways = [3, 240, 90, 5, 130].map((there, nth) => ({ there, back: 1 + nth }));
    const { lease } = sharedPlace(timer, () => {
      const [way = { there: 0, back: 0 }] = ways.splice(0, 1);
      ways.push(way);
      return way;
    });
    const limiters = [1, 2, 3].map(() => new Limiter(80, timer, lease));
    const passed = await flood(limiters, timer, 200);
    expect(passed).toHaveLength(600);
    expect(busiestSecond(passed)).toBeLessThanOrEqual(80);
    expect(perSecondOf(passed)).toBeGreaterThan(60);
  });

  test("asks for no more than wait, and one who has no time leaves a turn to the next", async () => {
    const timer = fakeTimer();
    const { lease, blocks } = sharedPlace(timer);
    const [busy, quiet] = [new Limiter(10, timer, lease), new Limiter(10, timer, lease)];
    const began = timer.now();
    const outcomes: string[] = [];
    await busy.take();
    const ask = (name: string, withinMs?: number) =>
      void quiet.take(withinMs).then(
        () => outcomes.push(`${name} at ${Math.round(timer.now() - began)}`),
        (error) => outcomes.push(`${name} ${error.code}`),
      );
    ask("hasty", 50);
    ask("patient", 500);
    await timer.run();
    expect(outcomes).toEqual(["hasty ETIMEDOUT", "patient at 105"]);
    expect(blocks).toEqual([1, 1]);
  });

  test("does not let out at once what was due while Stripe kept us waiting", async () => {
    const timer = fakeTimer();
    const { lease } = sharedPlace(timer);
    const limiter = new Limiter(80, timer, lease);
    void limiter.take().then(() => limiter.pause(2_000));
    const passed = await flood([limiter], timer, 200);
    expect(passed).toHaveLength(200);
    expect(busiestSecond(passed)).toBeLessThanOrEqual(80);
  });
});

describe("a process that can't have the shared limit", () => {
  test("keeps to an eighth of it, says so once, and is back as soon as it answers", async () => {
    const [warn, info] = [vi.spyOn(log, "warn"), vi.spyOn(log, "info")];
    const timer = fakeTimer();
    const { lease } = sharedPlace(timer);
    const began = timer.now();
    const limiter = new Limiter(80, timer, async (block) => {
      if (timer.now() < began + 10_000) throw new Error("no connection");
      return lease(block);
    });
    const passed = await flood([limiter], timer, 300);
    const away = passed.filter((at) => at < began + 10_000);
    expect(away.length).toBeGreaterThan(95);
    expect(busiestSecond(away)).toBeLessThanOrEqual(11);
    expect(busiestSecond(passed)).toBeLessThanOrEqual(80);
    expect(perSecondOf(passed.slice(away.length + 20))).toBeGreaterThan(75);
    expect(warn.mock.calls.map(([, said]) => said)).toEqual([expect.stringContaining("a small share is kept to")]);
    expect(info.mock.calls).toHaveLength(1);
    warn.mockRestore();
    info.mockRestore();
  });

  test("is not one that was busy when an answer came: it asks once more", async () => {
    const warn = vi.spyOn(log, "warn");
    const timer = fakeTimer();
    const backs = [0, 300];
    const { lease, blocks } = sharedPlace(timer, () => ({ there: 0, back: backs.shift() ?? 0 }));
    const limiter = new Limiter(80, timer, lease);
    await flood([limiter], timer, 1);
    expect(await flood([limiter], timer, 1)).toHaveLength(1);
    expect(blocks).toEqual([1, 1, 1]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test("waits for an answer half a second, and then only beside its work", async () => {
    const limiter = new Limiter(80, undefined, () => Promise.withResolvers<{ first: number; now: number }>().promise);
    const began = performance.now();
    await limiter.take();
    expect(performance.now() - began).toBeGreaterThan(450);
    const since = performance.now();
    for (let nth = 0; nth < 11; nth += 1) await limiter.take();
    expect(performance.now() - since).toBeLessThan(1_900);
  });
});
