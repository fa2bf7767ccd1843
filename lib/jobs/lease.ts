import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";

export interface Lease {
  name: string;
  seconds: number;
  now: Date;
}

/** Of a holder that hangs the lease ends all the same: after four times its length. */
const renewalsMax = 9;
const renewalsEach = 3;

/**
 * Runs what must not run twice side by side, though nothing would break: whoever holds the lease works, anybody else goes
 * away at once. It is renewed while the work goes on, and ends with it; of a process that died, when its time is over, or
 * when it is so long that it was taken by a clock that is ahead. Null: somebody else has it.
 */
export async function withLease<T>(db: Db, lease: Lease, body: () => Promise<T>): Promise<T | null> {
  const { now } = lease;
  const [key, holder] = [`lease ${lease.name}`, newId()];
  const until = endOf(lease, 0);
  const tooLong = endOf(lease, lease.seconds * 1_000);
  const taken = await db.$executeRaw`
    INSERT INTO shop_state (key, value, updated_at) VALUES (${key}, ${holder}, ${until}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at
     WHERE shop_state.updated_at NOT BETWEEN ${now}::timestamptz AND ${tooLong}::timestamptz`;
  if (taken === 0) return null;
  const stop = keepRenewing(lease, (end) =>
    db.shopState.updateMany({ where: { key, value: holder }, data: { updatedAt: end } }),
  );
  try {
    return await body();
  } finally {
    stop();
    await db.$executeRaw`DELETE FROM shop_state WHERE key = ${key} AND value = ${holder}`;
  }
}

const endOf = ({ now, seconds }: Lease, passedMs: number): Date => new Date(now.getTime() + passedMs + seconds * 1_000);

/** One that could not be renewed is renewed the next time, or is over. */
function keepRenewing(lease: Lease, renew: (until: Date) => Promise<unknown>): () => void {
  const begun = performance.now();
  let renewals = 0;
  const beat = setInterval(
    () => {
      renewals += 1;
      if (renewals === renewalsMax) clearInterval(beat);
      renew(endOf(lease, performance.now() - begun)).catch(() => undefined);
    },
    (lease.seconds * 1_000) / renewalsEach,
  );
  beat.unref();
  return () => clearInterval(beat);
}
