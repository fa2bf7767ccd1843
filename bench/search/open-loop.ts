import { setTimeout as sleep } from "node:timers/promises";

export interface Measured {
  /** Answered in the time, a second. */
  rate: number;
  p50: number;
  p95: number;
  p99: number;
  failed: number;
  /** What took longest, longest first, and when in the window it was due: neighbours are one stall. */
  slowest: readonly Answered[];
}

interface Answered {
  due: number;
  took: number;
}

const slowestMax = 8;

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
  const answered: Answered[] = [];
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
      () => void answered.push({ due: due - began, took: performance.now() - due }),
      () => {
        failed += 1;
      },
    );
    underWay.add(one);
    void one.finally(() => underWay.delete(one));
  }
  await Promise.all(underWay);
  const elapsed = (performance.now() - began) / 1000;
  answered.sort((a, b) => a.took - b.took);
  const at = (part: number) => answered[Math.min(answered.length - 1, Math.floor(answered.length * part))]?.took ?? 0;
  const slowest = answered.slice(-slowestMax).reverse();
  return { rate: answered.length / elapsed, p50: at(0.5), p95: at(0.95), p99: at(0.99), failed, slowest };
}
