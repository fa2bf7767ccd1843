const keptMs = 60_000;
const entriesMax = 10_000;

/**
 * Reference data as this process last read it, for up to a minute: rates, labels, merchants' names, locations and terms.
 * Nobody is told when a row changes, so it shows a minute later at the latest. Never for what decides a sale: prices,
 * stock, carts, limits and balances are read anew each time.
 *
 * The function it returns takes the keys that are wanted, and how to read those that are not kept. A key without a value
 * is asked for again.
 */
export function keep<Value>(): Kept<Value> {
  const entries = new Map<string, { value: Value; until: number }>();
  return async (keys, readMissing) => {
    const at = performance.now();
    const found = new Map<string, Value>();
    const missing: string[] = [];
    for (const key of new Set(keys)) {
      const entry = entries.get(key);
      if (entry && entry.until > at) found.set(key, entry.value);
      else missing.push(key);
    }
    if (missing.length === 0) return found;
    for (const [key, value] of await readMissing(missing)) {
      found.set(key, value);
      entries.delete(key);
      entries.set(key, { value, until: at + keptMs });
    }
    for (const oldest of entries.keys()) {
      if (entries.size <= entriesMax) break;
      entries.delete(oldest);
    }
    return found;
  };
}

export type Kept<Value> = (
  keys: readonly string[],
  readMissing: (missing: string[]) => Promise<ReadonlyMap<string, Value>>,
) => Promise<Map<string, Value>>;
