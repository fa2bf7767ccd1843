import type { Db } from "@/lib/db/client";

const keptDays = 90;

/** Deliveries that nobody will look up or replay any more. Those still to be made stay. Returns how many went. */
export function forgetDeliveries(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 24 * 3_600_000);
  return db.$executeRaw`DELETE FROM webhook_delivery WHERE created_at < ${before}::timestamptz AND status <> 'pending'`;
}
