import { clearAttempts, takeAttempt } from "@/lib/auth/rate-limit";
import type { Db } from "@/lib/db/client";

/** Longer than a mail takes; short enough that nobody waits long for one whose sender has died. */
const claim = { max: 1, windowSeconds: 15 };

/** Thrown while another job sends the same message; the queue comes back when it is over. */
export class BeingSent extends Error {}

/**
 * One sender at a time for each message, so that two jobs at once don't both find it unsent. `send` looks once more
 * whether it is still owed: who waited here may have waited for exactly that mail.
 */
export async function claimSending<T>(db: Db, key: string, now: Date, send: () => Promise<T>): Promise<T> {
  const name = `sending:${key}`;
  const taken = await takeAttempt(db, name, claim, now);
  if (!taken.allowed) throw new BeingSent(key);
  try {
    return await send();
  } finally {
    await clearAttempts(db, name);
  }
}
