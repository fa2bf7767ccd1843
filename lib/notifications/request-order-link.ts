import { takeAttempt } from "@/lib/auth/rate-limit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { oweNotice } from "@/lib/orders/owe-notice";

/** One mail an order in this time, however often it is asked for. */
const onceMs = 10 * 60_000;

const limits = { address: { max: 20, windowSeconds: 3600 }, email: { max: 6, windowSeconds: 3600 } };

/**
 * Mails the link of an order to the address it was placed with, if number and address belong together. It answers
 * nothing, and neither does the page: whether there is such an order, only the mailbox tells.
 */
export async function requestOrderLink(
  db: Db,
  { number, email, address }: { number: string; email: string; address: string },
  now: Date,
): Promise<void> {
  const attempts = await Promise.all([
    takeAttempt(db, `order-link:address:${address}`, limits.address, now),
    takeAttempt(db, `order-link:email:${email}`, limits.email, now),
  ]);
  if (attempts.some((attempt) => !attempt.allowed)) return;
  const found = await db.orderNumber.findUnique({ where: { number }, select: { customerId: true, orderId: true } });
  if (!found) return;
  const order = await db.order.findUnique({ where: { customerId_orderId: found }, select: { email: true } });
  if (order?.email !== email) return;
  const bucket = Math.floor(now.getTime() / onceMs);
  await inTransaction(db, (tx) => oweNotice(tx, found, `link:${bucket}`, now));
}
