import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function isReadyAtOnce(): Promise<boolean> {
  const { boot } = await import("./instrumentation-node");
  const { isWarmingUp } = await import("./lib/http/warm-up");
  boot();
  const isReady = !isWarmingUp();
  await vi.waitFor(() => expect(isWarmingUp()).toBe(false), { timeout: 15_000 });
  return isReady;
}

it("a function is ready at once, for its first request is waiting", async () => {
  vi.stubEnv("VERCEL", "1");
  expect(await isReadyAtOnce()).toBe(true);
});

it("a process of its own warms up first", async () => {
  expect(await isReadyAtOnce()).toBe(false);
});
