import pino from "pino";
import { expect, it, vi } from "vitest";
import { keepRunning } from "@/lib/jobs/keep-running";
import { watchTrouble } from "@/lib/jobs/trouble";

/** A runner that works until it is stopped, or breaks. */
function makeRunning() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const running = {
    runtime: { close: vi.fn(async () => undefined) },
    runner: { promise, stop: vi.fn(async () => resolve()) },
  };
  return { running, breakDown: resolve };
}

it("stops a runner that was just beginning again when it was told to stop", async () => {
  const [first, second] = [makeRunning(), makeRunning()];
  const beginning = Promise.withResolvers<typeof second.running>();
  const begin = vi.fn(async () => first.running);
  const kept = await keepRunning(begin, watchTrouble(pino({ level: "silent" })));
  begin.mockImplementation(() => beginning.promise);
  first.breakDown();
  await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(2), { timeout: 10_000 });
  const stopped = kept.stop();
  beginning.resolve(second.running);
  await stopped;
  await kept.ended;
  expect(second.running.runner.stop).toHaveBeenCalledOnce();
  expect(second.running.runtime.close).toHaveBeenCalledOnce();
  expect(begin).toHaveBeenCalledTimes(2);
}, 20_000);
