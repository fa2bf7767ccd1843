import type { GuardedStore } from "./guard-store";

/** A reading that hangs is to be met by those who came before it was known to, and by nobody who asks anew. */
const joinedMs = 2_000;

interface Flight {
  reading: Promise<unknown>;
  begunAt: number;
}

const flights = new WeakMap<GuardedStore, Map<string, Flight>>();

/** What is being read under a key by this process, or a reading that begins now: a hundred who ask at once cause one. */
export function shareReading<Value>(store: GuardedStore, key: string, read: () => Promise<Value>): Promise<Value> {
  const flying = flights.get(store) ?? new Map<string, Flight>();
  flights.set(store, flying);
  const now = performance.now();
  const begun = flying.get(key);
  // One key has one reader, so whoever flies under it brings the same kind of value.
  if (begun && now - begun.begunAt < joinedMs) return begun.reading as Promise<Value>;
  const reading = read().finally(() => {
    if (flying.get(key)?.reading === reading) flying.delete(key);
  });
  flying.set(key, { reading, begunAt: now });
  return reading;
}
