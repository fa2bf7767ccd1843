import type { Db } from "@/lib/db/client";
import type { PaymentProvider } from "@/lib/payments/provider";
import { asAttempt } from "./as-attempt";
import { type Followed, followHeld } from "./follow-intent";
import { readAmountDue } from "./read-amount-due";
import { voidPayment } from "./void-payment";

/**
 * Takes the money that was set aside for an order: when its first parcel leaves, or a day before it would be let go by
 * itself. Units called off before are not taken. The amount is part of the key, so that a call repeated after a timeout
 * takes it once; where it was taken or let go meanwhile, that is written down.
 */
export async function capturePayment(
  db: Db,
  provider: PaymentProvider,
  { customerId, orderId }: { customerId: string; orderId: string },
  now: Date,
): Promise<Followed | "nothing_to_capture" | "nothing_to_void"> {
  const order = { customerId, orderId };
  const payment = await db.payment.findUnique({
    where: { customerId_orderId: order },
    select: { status: true, paymentIntentId: true, attempt: true },
  });
  if (payment?.status !== "authorized" || !payment.paymentIntentId) return "nothing_to_capture";
  const { paymentIntentId, attempt } = payment;
  const amount = await readAmountDue(db, order);
  if (amount === 0) return voidPayment(db, provider, order, now);
  const idempotencyKey = `order:${orderId}:capture:${amount}:${attempt}`;
  const take = () => provider.capture({ paymentIntentId, amount, idempotencyKey });
  return followHeld(db, order, await asAttempt(db, { ...order, attempt }, take, now), now);
}
