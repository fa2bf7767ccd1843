import type { Db } from "@/lib/db/client";
import type { PaymentProvider } from "@/lib/payments/provider";
import { asAttempt } from "./as-attempt";
import { type Followed, followHeld } from "./follow-intent";
import { readAmountDue } from "./read-amount-due";

/**
 * Lets go of money that was set aside for an order which is no longer to be, or of a payment that came on top of the
 * order's own. Money that was taken meanwhile is written down, and goes back as a refund.
 */
export async function voidPayment(
  db: Db,
  provider: PaymentProvider,
  {
    customerId,
    orderId,
    paymentIntentId,
  }: { customerId: string; orderId: string; paymentIntentId?: string | undefined },
  now: Date,
): Promise<Followed | "nothing_to_void"> {
  const order = { customerId, orderId };
  const payment = await db.payment.findUnique({
    where: { customerId_orderId: order },
    select: { status: true, paymentIntentId: true, attempt: true },
  });
  const intent = paymentIntentId ?? payment?.paymentIntentId;
  if (!payment || !intent) return "nothing_to_void";
  const own = intent === payment.paymentIntentId;
  if (own && (payment.status !== "authorized" || (await readAmountDue(db, order)) > 0)) return "nothing_to_void";
  const { attempt } = payment;
  const idempotencyKey = `order:${orderId}:void:${intent}:${attempt}`;
  const release = () => provider.release({ paymentIntentId: intent, idempotencyKey });
  return followHeld(db, order, await asAttempt(db, { ...order, attempt }, release, now), now);
}
