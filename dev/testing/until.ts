import { setTimeout as sleep } from "node:timers/promises";

/** Waits for a condition, asking again every few milliseconds. False when it did not come to be in time. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  { seconds, everyMs = 50 }: { seconds: number; everyMs?: number },
): Promise<boolean> {
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    if (await condition()) return true;
    await sleep(everyMs);
  }
  return false;
}
