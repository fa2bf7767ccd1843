/**
 * What several processes share for a while: results that many ask for, and counters for limits. Nothing here is a
 * source of truth, and nothing that decides a sale is kept here: prices and stock of a cart or a checkout are read anew.
 *
 * Glossary. *Tag*: a name of what an entry shows (lib/cache/tags.ts); a change expires the tag, and with it every entry
 * that bears it. *Moment*: the store's own clock, a number that only grows and ticks with each expiry. An entry bears
 * the moment at which reading began, so that what was read before a change and written after it is known to be old,
 * whatever the clocks of the machines say.
 */
export interface CacheStore {
  /** What is kept under the key and has not expired, and the moment it is to hand to `set`. */
  get(key: string): Promise<Found>;
  /** Keeps what JSON can say. */
  set(key: string, value: unknown, keep: Keep): Promise<void>;
  /** In one step for each tag, however many entries bear it: nothing is scanned. */
  expireTags(tags: readonly string[]): Promise<void>;
  /** Adds one to a counter that begins anew after its window. Atomic: a hundred at once are a hundred counted. */
  count(key: string, windowSeconds: number): Promise<Counted>;
  close(): Promise<void>;
}

export interface Found {
  /** Undefined: not there. */
  value: unknown;
  moment: number;
}

export interface Keep {
  /** From the `get` before what is kept was read from its source. */
  moment: number;
  tags: readonly string[];
  /** At most `ttlSecondsMax`. */
  ttlSeconds: number;
  /**
   * For this long its tags can't expire it: where something changes every second, an entry still serves many. It is how
   * stale a reader may find it at worst.
   */
  heldSeconds?: number;
}

export interface Counted {
  count: number;
  resetsInSeconds: number;
}

/** A tag is remembered for longer than any entry that bears it may live, so a forgotten tag expires nothing too late. */
export const ttlSecondsMax = 3_600;
