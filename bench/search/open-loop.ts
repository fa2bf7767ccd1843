import { setTimeout as sleep } from "node:timers/promises";

export interface Measured {
  /** Answered in the time, a second. */
  rate: number;
  p50: number;
  p95: number;
  p99: number;
  failed: number;
}

/** Beyond this many under way the engine has fallen behind for good, and the rest would only wait. */
const underWayMax = 500;

/**
 * Sends work at a fixed rate, whatever became of what was sent before, and counts each answer's time from when it was
 * due: a queue that builds up is in the figures, as a shopper feels it. Milliseconds.
 */
export async function openLoop(
  perSecond: number,
  seconds: number,
  work: (index: number) => Promise<unknown>,
): Promise<Measured> {
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  const count = Math.round(perSecond * seconds);
  let failed = 0;
  const began = performance.now();
  for (let index = 0; index < count; index++) {
    const due = began + (index * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    if (underWay.size >= underWayMax) {
      failed += 1;
      continue;
    }
    const one = work(index).then(
      () => void times.push(performance.now() - due),
      () => {
        failed += 1;
      },
    );
    underWay.add(one);
    void one.finally(() => underWay.delete(one));
  }
  await Promise.all(underWay);
  const elapsed = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { rate: times.length / elapsed, p50: at(0.5), p95: at(0.95), p99: at(0.99), failed };
}
