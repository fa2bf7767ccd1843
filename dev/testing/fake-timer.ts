import type { Timer } from "../../lib/payments/limiter";

/** A clock that jumps to the next moment anybody waits for. */
export function fakeTimer(): Timer & { run(): Promise<void> } {
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
