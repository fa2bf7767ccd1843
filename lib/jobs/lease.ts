import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";

/**
 * Runs what must not run twice side by side, though nothing would break: whoever holds the lease works, anybody else goes
 * away at once. It ends with the work; of a process that died, when its time is over, or when it is so long that it was
 * taken by a clock that is ahead. Null: somebody else has it.
 */
export async function withLease<T>(
  db: Db,
  { name, seconds, now }: { name: string; seconds: number; now: Date },
  body: () => Promise<T>,
): Promise<T | null> {
  const [key, holder] = [`lease ${name}`, newId()];
  const until = new Date(now.getTime() + seconds * 1_000);
  const tooLong = new Date(until.getTime() + seconds * 1_000);
  const taken = await db.$executeRaw`
    INSERT INTO shop_state (key, value, updated_at) VALUES (${key}, ${holder}, ${until}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at
     WHERE shop_state.updated_at NOT BETWEEN ${now}::timestamptz AND ${tooLong}::timestamptz`;
  if (taken === 0) return null;
  try {
    return await body();
  } finally {
    await db.$executeRaw`DELETE FROM shop_state WHERE key = ${key} AND value = ${holder}`;
  }
}
