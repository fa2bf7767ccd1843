import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";

const waitingSchema = z.array(z.object({ customerId: z.string(), orderId: z.string(), paidAt: z.date() }));

/** More are a worker that is behind: one's own sales since then are fewer than all that it has not come to. */
const fewMax = 1_000;

/**
 * The shop's orders that are not cut yet, where they are few; where they are many, when the oldest of them was paid, for its
 * units were sold then. Index: order_uncut_paid.
 */
export async function listWaiting(
  db: Db | Tx,
): Promise<{ customerIds: string[]; orderIds: string[] } | { since: Date }> {
  const waiting = waitingSchema.parse(
    await db.$queryRaw`
      SELECT customer_id AS "customerId", order_id AS "orderId", paid_at AS "paidAt" FROM "order"
       WHERE status = 'paid' AND cut_at IS NULL ORDER BY paid_at LIMIT ${fewMax + 1}`,
  );
  const [oldest] = waiting;
  if (oldest && waiting.length > fewMax) return { since: oldest.paidAt };
  return {
    customerIds: waiting.map(({ customerId }) => customerId),
    orderIds: waiting.map(({ orderId }) => orderId),
  };
}
