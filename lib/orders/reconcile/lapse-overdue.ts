import type { Db } from "@/lib/db/client";
import { enqueueUnlessThere } from "@/lib/jobs/enqueue-unless";
import { type Budget, eachSideBySide } from "./budget";
import { placeAt, readPlace, writePlace } from "./place";

/** What was due later than that is left to its own job. */
const lagMs = 10 * 60_000;
const pageSize = 100;
const placeKey = "reconcile.overdue";
const start = placeAt(new Date(0));

/**
 * Has orders lapse that are past their time and whose job is gone, however their payment stands: else their units would be
 * held for ever. A job that waits is left alone, and so is a dead one, which stands in `/admin/jobs` until somebody says what
 * becomes of it. All of them in turn, by the index of `status, expires_at`; returns how many it looked at.
 */
export async function lapseOverdue(db: Db, budget: Budget, now: Date): Promise<number> {
  let place = (await readPlace(db, placeKey)) ?? start;
  for (let seen = 0; ; ) {
    const overdue = await db.$queryRaw<{ customerId: string; orderId: string; at: Date }[]>`
      SELECT customer_id AS "customerId", order_id AS "orderId", expires_at AS at FROM "order"
       WHERE status = 'pending_payment' AND expires_at < ${new Date(now.getTime() - lagMs)}::timestamptz
         AND (expires_at, order_id) > (${place.at}::timestamptz, ${place.orderId}::uuid)
       ORDER BY expires_at, order_id LIMIT ${pageSize}`;
    await eachSideBySide(overdue, ({ customerId, orderId }) =>
      enqueueUnlessThere(db, "orders.lapse", { customerId, orderId }, orderId),
    );
    seen += overdue.length;
    const last = overdue.length === pageSize ? overdue.at(-1) : undefined;
    place = last ? { at: last.at, orderId: last.orderId } : start;
    await writePlace(db, placeKey, place, now);
    if (!last || budget.isSpent()) return seen;
  }
}
