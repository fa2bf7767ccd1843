import { log } from "@/lib/core/log";
import type { CacheStore, Counted, Found, Keep } from "./store";

/** A store that may be down without anybody noticing: nothing of it throws, nothing of it takes long. */
export interface GuardedStore {
  /** Null: the store can't be asked, so nothing need be kept either. */
  get(key: string): Promise<Found | null>;
  set(key: string, value: unknown, keep: Keep): Promise<void>;
  /** What can't be expired lives out its time. */
  expireTags(tags: readonly string[]): Promise<void>;
  /** Null: count somewhere else. */
  count(key: string, windowSeconds: number): Promise<Counted | null>;
}

const limitMs = 100;
/** After a failure the store is left alone for this long: a shopper in a second waits for it, not all of them. */
const restMs = 1_000;

export function guardStore(store: CacheStore, clock: () => number = Date.now): GuardedStore {
  let restsUntil = 0;

  const attempt = async <Value>(what: string, ask: () => Promise<Value>): Promise<Value | null> => {
    if (clock() < restsUntil) return null;
    try {
      return await within(limitMs, ask());
    } catch (err) {
      if (clock() >= restsUntil) log.warn({ err, what }, "the cache store does not answer: the shop goes on without");
      restsUntil = clock() + restMs;
      return null;
    }
  };

  return {
    get: (key) => attempt("get", () => store.get(key)),
    set: async (key, value, keep) => void (await attempt("set", () => store.set(key, value, keep))),
    expireTags: async (tags) => void (await attempt("expireTags", () => store.expireTags(tags))),
    count: (key, windowSeconds) => attempt("count", () => store.count(key, windowSeconds)),
  };
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // An answer that comes too late, or a failure then, is nobody's any more.
    work.catch(() => undefined);
  }
}
