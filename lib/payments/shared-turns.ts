import { log } from "@/lib/core/log";
import { waitAtMost } from "@/lib/core/wait-at-most";
import type { Timer, Turn, Turns } from "./limiter";
import { SteadyTurns } from "./steady-turns";

/** Has turns that nobody else has, so far apart; says when the first of them is, and what time it is, by a clock all share. */
export type Lease = (block: { count: number; spacingMs: number }) => Promise<{ first: number; now: number }>;

/** So long after its time a turn may be used. Later it would come on top of those behind it. */
const slackMs = 50;
/** Of so much time the turns are leased at once: ten leases a second for all processes together, were all of them busy. */
const blockMs = 100;
/** A lease that takes longer is none, and then none is asked for a while. */
const patienceMs = 500;
const restMs = 1_000;
/** Of the whole rate, what a process allows itself without a lease. */
const ownShare = 1 / 8;
/** How many readings of the shared clock are kept, and for how long: clocks drift, and are set. */
const readingsMax = 16;
const readingMs = 10_000;

/**
 * Turns at a rate that all processes share, leased for whoever waits, in blocks. They are a little further apart than the
 * rate says, as far as lets each be late, so that no second has more than the rate. Where none can be had in time, the
 * process keeps to a small share of its own, and goes on asking.
 */
export class SharedTurns implements Turns {
  readonly #spacingMs: number;
  readonly #blockMax: number;
  readonly #own: SteadyTurns;
  #leased: number[] = [];
  #asking: Promise<void> | null = null;
  #isAway = false;
  #restsUntil = 0;
  #readings: { at: number; ahead: number }[] = [];

  constructor(
    perSecond: number,
    readonly timer: Timer,
    readonly lease: Lease,
  ) {
    this.#spacingMs = (1_000 + slackMs) / perSecond;
    this.#blockMax = Math.ceil(blockMs / this.#spacingMs);
    this.#own = new SteadyTurns(perSecond * ownShare, timer);
  }

  async next(waiting: number): Promise<Turn> {
    this.#leased = this.#leased.filter((at) => this.#isInTime(at));
    const left = this.#leased.length;
    // Asked for before the last is used, so that the line does not wait for the answer.
    if (left < Math.min(waiting, this.#blockMax / 2) && this.timer.now() >= this.#restsUntil)
      this.#asking ??= this.#ask(Math.min(waiting - left, this.#blockMax)).finally(() => {
        this.#asking = null;
      });
    if (left === 0 && !this.#isAway) await this.#asking;
    const [at] = this.#leased;
    return at === undefined ? this.#own.next() : { at, take: () => void this.#leased.shift() };
  }

  async #ask(count: number): Promise<void> {
    try {
      // A process that renders may come to an answer late, when its turns are over: mostly not twice.
      if (!(await this.#lease(count)) && !(await this.#lease(count)))
        throw new Error("the answers came when their turns were over");
      if (this.#isAway) log.info("the limit of requests to Stripe is shared by all processes again");
      this.#isAway = false;
    } catch (err) {
      if (!this.#isAway)
        log.warn({ err }, "the shared limit of requests to Stripe can't be had: a small share is kept to");
      this.#isAway = true;
      this.#restsUntil = this.timer.now() + restMs;
    }
  }

  /** Whether any of the turns is still to come. */
  async #lease(count: number): Promise<boolean> {
    const block = await waitAtMost(patienceMs, this.lease({ count, spacingMs: this.#spacingMs }));
    if (!block) throw new Error(`no answer within ${patienceMs} ms`);
    const first = block.first + this.#aheadOf(block.now);
    const turns = Array.from({ length: count }, (_, nth) => first + nth * this.#spacingMs);
    const inTime = turns.filter((at) => this.#isInTime(at));
    this.#leased.push(...inTime);
    return inTime.length > 0;
  }

  #isInTime(at: number): boolean {
    return at + slackMs >= this.timer.now();
  }

  /** How far this process's clock is ahead of the shared one: by what was the quickest to come of what it said lately. */
  #aheadOf(shared: number): number {
    const at = this.timer.now();
    const recent = this.#readings.filter((reading) => at - reading.at < readingMs);
    this.#readings = [...recent, { at, ahead: at - shared }].slice(-readingsMax);
    return Math.min(...this.#readings.map(({ ahead }) => ahead));
  }
}
