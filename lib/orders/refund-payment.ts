import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type PaymentProvider, PaymentRefused } from "@/lib/payments/provider";
import { changePaymentStatus } from "./change-status";
import { recordEvent } from "./record-event";

/**
 * Sends money back that the shop may not keep. The key is the payment's own, so that a call repeated after a timeout
 * refunds once; Stripe saying that it is refunded already is as good as doing it.
 */
export async function refundPayment(
  db: Db,
  provider: PaymentProvider,
  due: { customerId: string; orderId: string; paymentIntentId: string; amount: number },
  now: Date,
): Promise<void> {
  const key = { customerId: due.customerId, orderId: due.orderId };
  const refundId = await sendBack(provider, due);
  await inTransaction(db, async (tx) => {
    const done = await tx.orderEvent.count({
      where: { ...key, type: "refunded", data: { path: ["paymentIntentId"], equals: due.paymentIntentId } },
    });
    if (done > 0) return;
    await recordEvent(tx, key, {
      type: "refunded",
      actor: "stripe",
      at: now,
      data: { paymentIntentId: due.paymentIntentId, amount: due.amount, refundId },
    });
    const payment = await tx.payment.findUnique({
      where: { customerId_orderId: key },
      select: { paymentIntentId: true },
    });
    if (payment?.paymentIntentId === due.paymentIntentId)
      await changePaymentStatus(tx, key, "refunded", now, { refundId });
  });
}

async function sendBack(
  provider: PaymentProvider,
  due: { orderId: string; paymentIntentId: string; amount: number },
): Promise<string> {
  try {
    const { refundId } = await provider.refund({
      ...due,
      idempotencyKey: `order:${due.orderId}:refund:${due.paymentIntentId}`,
    });
    return refundId;
  } catch (error) {
    if (error instanceof PaymentRefused && error.code === "charge_already_refunded") return "";
    throw error;
  }
}
