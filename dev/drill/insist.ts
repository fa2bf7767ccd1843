import { setTimeout as sleep } from "node:timers/promises";

/** A shop that is down is asked again, a few times; null when the buyer has had enough. */
export async function insist<T>(call: () => Promise<T>, times = 8): Promise<T | null> {
  for (let time = 1; time <= times; time += 1) {
    try {
      return await call();
    } catch {
      await sleep(250 * time);
    }
  }
  return null;
}
