import { z } from "zod";
import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";

const keptDays = 90;
/** Some megabytes of what Stripe told: a short statement. */
const batchSize = 1_000;

const batchSchema = z.array(z.object({ eventId: z.string(), receivedAt: z.date() }));

/**
 * Forgets what Stripe told, names and addresses in it too, once it was handled and nobody will look it up any more. That it was
 * told, and of what type, stays: an event that comes again is known by its id, and so is one that reconciliation finds. What is
 * not handled stays whole. Returns of how many. Index: stripe_event_kept.
 */
export async function forgetPayloads(db: Db, now: Date, size = batchSize): Promise<number> {
  const end = new Date(now.getTime() - days(keptDays));
  let gone = 0;
  for (let from = new Date(0); ; ) {
    const batch = batchSchema.parse(
      await db.$queryRaw`
        SELECT event_id AS "eventId", received_at AS "receivedAt" FROM stripe_event
         WHERE payload IS NOT NULL AND received_at >= ${from}::timestamptz AND received_at < ${end}::timestamptz
           AND handled_at < ${end}::timestamptz
         ORDER BY received_at LIMIT ${size}`,
    );
    gone += await db.$executeRaw`
      UPDATE stripe_event SET payload = NULL
       WHERE event_id = ANY(${batch.map(({ eventId }) => eventId)}) AND handled_at < ${end}::timestamptz`;
    if (batch.length < size) return gone;
    from = batch.at(-1)?.receivedAt ?? end;
  }
}
