import { expect, it } from "vitest";
import { isWarmingUp, warmUp } from "./warm-up";

it("a process warms up until it has done what it begins with", async () => {
  expect(isWarmingUp()).toBe(false);
  const { promise, resolve } = Promise.withResolvers<void>();
  const warm = warmUp(promise);
  expect(isWarmingUp()).toBe(true);
  resolve();
  await warm;
  expect(isWarmingUp()).toBe(false);
});

it("but not for ever", async () => {
  await warmUp(new Promise(() => {}), 10);
  expect(isWarmingUp()).toBe(false);
});
