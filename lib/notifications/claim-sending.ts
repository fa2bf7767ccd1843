import type { Db } from "@/lib/db/client";
import { withLease } from "@/lib/jobs/lease";

/** Renewed for as long as a mail takes; short, so that nobody waits long for one whose sender has died. */
const leaseSeconds = 15;

/** Thrown while another job sends the same message; the queue comes back when it is over. */
export class BeingSent extends Error {}

/**
 * One sender at a time for each message, so that two jobs at once don't both find it unsent. `send` looks once more
 * whether it is still owed: who waited here may have waited for exactly that mail.
 */
export async function claimSending<T extends string>(
  db: Db,
  key: string,
  now: Date,
  send: () => Promise<T>,
): Promise<T> {
  const sent = await withLease(db, { name: `sending:${key}`, seconds: leaseSeconds, now }, send);
  if (sent === null) throw new BeingSent(key);
  return sent;
}
