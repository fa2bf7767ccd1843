import { isFresh, type Stamp, stampOf } from "./entry";
import type { CacheStore } from "./store";

const entriesMax = 2_000;
/** Of text; a page of search results has about 25,000. */
const charactersMax = 32_000_000;
const tagsMax = 100_000;
const countersMax = 50_000;

/**
 * The store of one process: nothing to install, and all there is to share where there is one process. Bounded; what was
 * written longest ago goes first. Values are kept as text, so nobody changes what another reads.
 */
export function memoryStore(clock: () => number = Date.now): CacheStore {
  const entries = new Map<string, { text: string; stamp: Stamp; until: number }>();
  const tags = new Map<string, number>();
  const counters = new Map<string, { count: number; until: number }>();
  let moment = 0;
  let characters = 0;

  const forget = (key: string) => {
    characters -= entries.get(key)?.text.length ?? 0;
    entries.delete(key);
  };

  return {
    async get(key) {
      const now = clock();
      const entry = entries.get(key);
      const expired = entry?.stamp.tags.map((tag) => tags.get(tag) ?? 0) ?? [];
      if (entry && entry.until > now && isFresh(entry.stamp, expired, now))
        return { value: JSON.parse(entry.text), moment };
      forget(key);
      return { value: undefined, moment };
    },
    async set(key, value, keep) {
      const now = clock();
      const entry = { text: JSON.stringify(value), stamp: stampOf(keep, now), until: now + keep.ttlSeconds * 1000 };
      forget(key);
      entries.set(key, entry);
      characters += entry.text.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= entriesMax && characters <= charactersMax) break;
        forget(oldest);
      }
    },
    async expireTags(names) {
      moment += 1;
      for (const name of names) tags.set(name, moment);
      if (tags.size <= tagsMax) return;
      // Tags may only be forgotten together with all that bears them.
      tags.clear();
      for (const key of entries.keys()) forget(key);
    },
    async count(key, windowSeconds) {
      const now = clock();
      const known = counters.get(key);
      const counter = known && known.until > now ? known : { count: 0, until: now + windowSeconds * 1000 };
      counter.count += 1;
      counters.delete(key);
      counters.set(key, counter);
      for (const oldest of counters.keys()) {
        if (counters.size <= countersMax) break;
        counters.delete(oldest);
      }
      return { count: counter.count, resetsInSeconds: Math.max(1, Math.ceil((counter.until - now) / 1000)) };
    },
    async close() {
      entries.clear();
      counters.clear();
    },
  };
}
