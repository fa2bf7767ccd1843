/** The time and a way to wait for it: a test hands in its own. */
export interface Timer {
  now(): number;
  wait(ms: number): Promise<void>;
}

const realTimer: Timer = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** After a quiet time so much may go at once: at 95 a second, the most, no second ever has more than Stripe's 100. */
const burstMs = 40;

/** Its turn would come too late. The code is that of a request that timed out, which this is to whoever made it. */
export class TurnTooLate extends Error {
  readonly code = "ETIMEDOUT";

  constructor() {
    super("there are too many requests before this one");
  }
}

/**
 * Lets calls through at a steady rate, first come, first served.
 * `pause` closes the door for everybody: whoever was told to slow down has spoken for the whole process.
 */
export class Limiter {
  /** When the next call may go, were the ones before it spaced out evenly. */
  #next = 0;
  #pausedUntil = 0;
  #line: Promise<void> = Promise.resolve();

  constructor(
    readonly perSecond: number,
    readonly timer: Timer = realTimer,
  ) {}

  /** Throws TurnTooLate as soon as it is known that the turn would come more than `withinMs` from now; nothing is used up then. */
  take(withinMs = Number.POSITIVE_INFINITY): Promise<void> {
    const deadline = this.timer.now() + withinMs;
    const turn = this.#line.then(() => this.#pass(deadline));
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.timer.now() + ms);
  }

  async #pass(deadline: number): Promise<void> {
    for (let now = this.timer.now(); ; now = this.timer.now()) {
      const wait = Math.max(this.#pausedUntil - now, this.#next - burstMs - now);
      if (now + Math.max(0, wait) > deadline) throw new TurnTooLate();
      if (wait <= 0) {
        this.#next = Math.max(this.#next, now) + 1_000 / this.perSecond;
        return;
      }
      await this.timer.wait(wait);
    }
  }
}
