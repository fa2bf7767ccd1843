import type { GuardedStore } from "./guard-store";

const flights = new WeakMap<GuardedStore, Map<string, Promise<unknown>>>();

/** What is being read under a key by this process, or a reading that begins now: a hundred who ask at once cause one. */
export function shareReading<Value>(store: GuardedStore, key: string, read: () => Promise<Value>): Promise<Value> {
  const flying = flights.get(store) ?? new Map<string, Promise<unknown>>();
  flights.set(store, flying);
  const begun = flying.get(key);
  // One key has one reader, so whoever flies under it brings the same kind of value.
  if (begun) return begun as Promise<Value>;
  const flight = read().finally(() => flying.delete(key));
  flying.set(key, flight);
  return flight;
}
