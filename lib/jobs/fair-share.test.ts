import { EventEmitter } from "node:events";
import type { WorkerEventMap, WorkerEvents } from "graphile-worker";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { shareFairly } from "@/lib/jobs/fair-share";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("when the line is seen to", () => {
  /** Eight hands that find nothing, each of them once a second, for so long. */
  async function idleFor(seconds: number, keepLine: () => Promise<number>) {
    const events = new EventEmitter() as WorkerEvents;
    const ask = shareFairly(events, keepLine);
    for (let look = 0; look < 8 * seconds; look += 1) {
      await ask();
      events.emit("worker:getJob:empty", {} as WorkerEventMap["worker:getJob:empty"]);
      await vi.advanceTimersByTimeAsync(125);
    }
  }

  it("is once a second while nothing in it moves, however many hands look", async () => {
    const keepLine = vi.fn(async () => 0);
    await idleFor(10, keepLine);
    expect(keepLine).toHaveBeenCalledTimes(10);
  });

  it("is when a hand finds nothing, after something moved", async () => {
    const keepLine = vi
      .fn(async () => 0)
      .mockResolvedValueOnce(100)
      .mockResolvedValueOnce(100);
    await idleFor(1, keepLine);
    expect(keepLine).toHaveBeenCalledTimes(3);
  });

  it("is a twentieth of an idle worker's time, however many merchants it is read for", async () => {
    const keepLine = vi.fn(async () => {
      await vi.advanceTimersByTimeAsync(500);
      return 0;
    });
    await idleFor(28, keepLine);
    expect(keepLine).toHaveBeenCalledTimes(3);
  });
});

it("goes on without a hand whose question is not answered", async () => {
  const ask = shareFairly(new EventEmitter() as WorkerEvents, async () => 0);
  await ask();
  const second = vi.fn();
  void ask().then(second);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(second).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(second).toHaveBeenCalledOnce();
});
