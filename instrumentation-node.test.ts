import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startHandingOnPooler } from "./dev/testing/handing-on-pooler";
import { useDatabase } from "./dev/testing/use-database";

const database = useDatabase();

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
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

it("a pooler that loses the names of statements ends it, also one that was away as it began", {
  timeout: 30_000,
}, async () => {
  vi.stubEnv("VERCEL", "1");
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  const pooler = await startHandingOnPooler(database.url);
  const port = Number(new URL(pooler.url).port);
  pooler.stop();
  vi.stubEnv("DATABASE_URL", pooler.url);
  const { boot } = await import("./instrumentation-node");
  boot();
  await sleep(1_000);
  expect(exit).not.toHaveBeenCalled();
  const back = await startHandingOnPooler(database.url, port);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1), { timeout: 15_000 });
  expect(told).toHaveBeenCalledWith(expect.stringContaining("DATABASE_NAMED_STATEMENTS=off"));
  back.stop();
});
