import type { Db } from "@/lib/db/client";
import { bookDifferences, idsOf } from "./book-difference";

export interface PaymentKey {
  customerId: string;
  orderId: string;
  paymentIntentId: string;
}

/** A payment we have and the provider doesn't. */
export const raiseUnknown = (db: Db, payment: PaymentKey, now: Date): Promise<void> =>
  raise(db, "unknown_payment", payment, now);

/**
 * A payment that something keeps from being compared: what is open is looked at again at every run, and goes away once it
 * could be. One that has a difference stands in the books already.
 */
export async function raiseUncompared(db: Db, payment: PaymentKey, now: Date): Promise<void> {
  const where = { differenceId: { in: idsOf(payment.paymentIntentId) }, resolvedAt: null };
  if ((await db.bookDifference.count({ where })) === 0) await raise(db, "not_compared", payment, now);
}

async function raise(
  db: Db,
  kind: "unknown_payment" | "not_compared",
  { customerId, orderId, paymentIntentId }: PaymentKey,
  now: Date,
): Promise<void> {
  const payment = await db.payment.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: { capturedAmount: true, currency: true, order: { select: { number: true } } },
  });
  const { capturedAmount: ours = 0, currency = null, order = null } = payment ?? {};
  const data = { ours, theirs: 0, currency, orderNumber: order?.number ?? null };
  await bookDifferences(db, paymentIntentId, [{ kind, order: { customerId, orderId }, data }], now);
}
