import { type Lease, SharedTurns } from "./shared-turns";
import { SteadyTurns } from "./steady-turns";

/** The time and a way to wait for it: a test hands in its own. */
export interface Timer {
  now(): number;
  wait(ms: number): Promise<void>;
}

export const realTimer: Timer = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Leave for one call to go, from its time on. Unless it is taken it stays for the next. */
export interface Turn {
  at: number;
  take(): void;
}

export interface Turns {
  /** The next turn there is; `waiting` are in line, the one it is for included. */
  next(waiting: number): Promise<Turn> | Turn;
}

/** Its turn would come too late. The code is that of a request that timed out, which this is to whoever made it. */
class TurnTooLate extends Error {
  readonly code = "ETIMEDOUT";

  constructor() {
    super("there are too many requests before this one");
  }
}

/**
 * Lets calls through at a steady rate, first come, first served: at a process's own, or with a lease, at one that it shares
 * with all others. `pause` closes the door for everybody: whoever was told to slow down has spoken for the whole process.
 */
export class Limiter {
  readonly #turns: Turns;
  #pausedUntil = 0;
  #waiting = 0;
  #line: Promise<void> = Promise.resolve();

  constructor(
    perSecond: number,
    readonly timer: Timer = realTimer,
    lease?: Lease,
  ) {
    this.#turns = lease ? new SharedTurns(perSecond, timer, lease) : new SteadyTurns(perSecond, timer);
  }

  /** Throws TurnTooLate as soon as it is known that the turn would come more than `withinMs` from now; nothing is used up then. */
  take(withinMs = Number.POSITIVE_INFINITY): Promise<void> {
    const deadline = this.timer.now() + withinMs;
    this.#waiting += 1;
    const turn = this.#line
      .then(() => this.#pass(deadline))
      .finally(() => {
        this.#waiting -= 1;
      });
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.timer.now() + ms);
  }

  async #pass(deadline: number): Promise<void> {
    for (;;) {
      const isPaused = this.#pausedUntil > this.timer.now();
      const turn = isPaused ? null : await this.#turns.next(this.#waiting);
      const now = this.timer.now();
      const at = Math.max(now, this.#pausedUntil, turn?.at ?? 0);
      if (at > deadline) throw new TurnTooLate();
      if (turn && at === now) return turn.take();
      await this.timer.wait(at - now);
    }
  }
}
