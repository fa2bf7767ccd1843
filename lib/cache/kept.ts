const keptMs = 60_000;
const renewMs = 30_000;
/** Where it came to nothing. */
const renewAgainMs = 5_000;
const entriesMax = 10_000;

/**
 * Reference data as this process last read it, for up to a minute: rates, labels, merchants' names, locations and terms.
 * Nobody is told when a row changes, so it shows a minute later at the latest. Never for what decides a sale: prices,
 * stock, carts, limits and balances are read anew each time.
 *
 * The function it returns takes the keys that are wanted, and how to read those that are not kept. A key without a value
 * is asked for again. With `renew`, what is older than half a minute is read anew behind the answer, so that what is asked
 * for all the time is never waited for.
 */
export function keep<Value>(): Kept<Value> {
  const entries = new Map<string, { value: Value; until: number; renewAt: number }>();
  const store = (read: ReadonlyMap<string, Value>, at: number) => {
    for (const [key, value] of read) {
      entries.delete(key);
      entries.set(key, { value, until: at + keptMs, renewAt: at + renewMs });
    }
    for (const oldest of entries.keys()) {
      if (entries.size <= entriesMax) break;
      entries.delete(oldest);
    }
  };
  return async (keys, readMissing, renew) => {
    const at = performance.now();
    const found = new Map<string, Value>();
    const missing: string[] = [];
    const aging: string[] = [];
    for (const key of new Set(keys)) {
      const entry = entries.get(key);
      if (!entry || entry.until <= at) {
        missing.push(key);
        continue;
      }
      found.set(key, entry.value);
      if (!renew || entry.renewAt > at) continue;
      aging.push(key);
      entry.renewAt = at + renewAgainMs;
    }
    if (renew && aging.length > 0) void renew(aging).then((read) => store(read, at));
    if (missing.length === 0) return found;
    const read = await readMissing(missing);
    store(read, at);
    for (const [key, value] of read) found.set(key, value);
    return found;
  };
}

type Read<Value> = (keys: string[]) => Promise<ReadonlyMap<string, Value>>;

export type Kept<Value> = (
  keys: readonly string[],
  readMissing: Read<Value>,
  /** Must not reject. What it leaves out is kept to its end. */
  renew?: Read<Value>,
) => Promise<Map<string, Value>>;
