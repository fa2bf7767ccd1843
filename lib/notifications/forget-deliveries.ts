import { days, minutes } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";

const keptDays = 90;
/** What a busy shop delivers in so long is one short statement. */
const sliceMs = minutes(60);

/**
 * Forgets deliveries that nobody will look up or replay any more, the oldest first, slice by slice. Those still to be made
 * stay. Returns how many went. Index: webhook_delivery (created_at).
 */
export async function forgetDeliveries(db: Db, now: Date): Promise<number> {
  const end = now.getTime() - days(keptDays);
  const oldest = await db.webhookDelivery.findFirst({
    where: { status: { not: "pending" } },
    orderBy: { createdAt: "asc" },
    select: { createdAt: true },
  });
  let gone = 0;
  for (let from = oldest?.createdAt.getTime() ?? end; from < end; from += sliceMs) {
    const until = Math.min(from + sliceMs, end);
    gone += await db.$executeRaw`
      DELETE FROM webhook_delivery
       WHERE created_at >= ${new Date(from)}::timestamptz AND created_at < ${new Date(until)}::timestamptz AND status <> 'pending'`;
  }
  return gone;
}
