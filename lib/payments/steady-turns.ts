import type { Timer, Turn, Turns } from "./limiter";

/** After a quiet time so much may go at once: at 95 a second, the most, no second ever has more than Stripe's 100. */
const burstMs = 40;

/** A process's own turns, evenly spaced. */
export class SteadyTurns implements Turns {
  /** When the next call may go, were the ones before it spaced out evenly. */
  #next = 0;

  constructor(
    readonly perSecond: number,
    readonly timer: Timer,
  ) {}

  next(): Turn {
    return {
      at: this.#next - burstMs,
      take: () => {
        this.#next = Math.max(this.#next, this.timer.now()) + 1_000 / this.perSecond;
      },
    };
  }
}
