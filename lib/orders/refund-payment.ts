import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type PaymentProvider, PaymentRefused } from "@/lib/payments/provider";
import { finishRefund } from "./finish-refund";

interface OrderKey {
  customerId: string;
  orderId: string;
}

interface DueRefund {
  refundId: string;
  paymentIntentId: string | null;
  paymentAmount: number;
}

/**
 * Sends the order's due refunds to the provider. The idempotency key is the refund's own, so a call repeated after a
 * timeout refunds once, and what the provider said is stored before anything depends on it. Its "no" makes the refund
 * failed, for a person to look at; an outage is thrown and tried again.
 */
export async function refundPayment(
  db: Db,
  provider: PaymentProvider,
  { customerId, orderId, refundId }: OrderKey & { refundId?: string | undefined },
  now: Date,
): Promise<void> {
  const key = { customerId, orderId };
  const due: DueRefund[] = await db.refund.findMany({
    where: { ...key, status: "due", ...(refundId ? { refundId } : {}) },
    orderBy: { refundId: "asc" },
    select: { refundId: true, paymentIntentId: true, paymentAmount: true },
  });
  for (const refund of due) {
    const outcome = await send(provider, key, refund);
    await inTransaction(db, (tx) =>
      finishRefund(tx, key, { refundId: refund.refundId, actor: "stripe", ...outcome }, now),
    );
  }
}

async function send(provider: PaymentProvider, { orderId }: OrderKey, refund: DueRefund) {
  if (!refund.paymentIntentId) return { to: "failed" as const, lastError: "no payment to refund" };
  try {
    const sent = await provider.refund({
      orderId,
      refundId: refund.refundId,
      paymentIntentId: refund.paymentIntentId,
      amount: refund.paymentAmount,
      idempotencyKey: `order:${orderId}:refund:${refund.refundId}`,
    });
    return { to: sent.status, providerRefundId: sent.refundId };
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    return { to: "failed" as const, lastError: `${error.code}: ${error.message}`.slice(0, 500) };
  }
}
