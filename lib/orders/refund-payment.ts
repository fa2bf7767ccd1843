import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { FailureKept, type PaymentProvider, PaymentRefused, type RefundState } from "@/lib/payments/provider";
import { finishRefund } from "./finish-refund";

/** The provider may forget a key after a day (Stripe's guide to idempotent requests): an hour before it isn't relied on. */
const keyKeptMs = 23 * 60 * 60_000;

interface OrderKey {
  customerId: string;
  orderId: string;
}

interface DueRefund {
  refundId: string;
  paymentIntentId: string | null;
  paymentAmount: number;
  attempt: number;
  createdAt: Date;
}

/**
 * Sends the order's due refunds to the provider. The idempotency key is the refund's own, so a call repeated after a
 * timeout refunds once; where the key may be forgotten by now, or is another than before, the payment's refunds are looked
 * through first for the one that names ours. What the provider said is stored before anything depends on it. Its "no" makes the refund failed,
 * for a person to look at; an outage is thrown and tried again.
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
    select: { refundId: true, paymentIntentId: true, paymentAmount: true, attempt: true, createdAt: true },
  });
  for (const refund of due) {
    const outcome = await send(db, provider, key, refund, now);
    await inTransaction(db, (tx) =>
      finishRefund(tx, key, { refundId: refund.refundId, actor: "stripe", ...outcome }, now),
    );
  }
}

async function send(db: Db, provider: PaymentProvider, key: OrderKey, refund: DueRefund, now: Date) {
  const { refundId, paymentIntentId, paymentAmount: amount, attempt } = refund;
  if (!paymentIntentId) return { to: "failed" as const, lastError: "no payment to refund" };
  const mayBeMade = attempt > 1 || now.getTime() - refund.createdAt.getTime() > keyKeptMs;
  try {
    const made = mayBeMade ? await findMade(provider, paymentIntentId, refundId) : undefined;
    if (made) return toldBy(made);
    const { orderId } = key;
    const step = attempt > 1 ? `${refundId}:${attempt}` : refundId;
    const idempotencyKey = `order:${orderId}:refund:${step}`;
    const sent = await provider.refund({ orderId, refundId, paymentIntentId, amount, idempotencyKey });
    return { to: sent.status, providerRefundId: sent.refundId };
  } catch (error) {
    if (error instanceof FailureKept) await raiseAttempt(db, { ...key, refundId, attempt }, now);
    if (!(error instanceof PaymentRefused)) throw error;
    return { to: "failed" as const, lastError: `${error.code}: ${error.message}`.slice(0, 500) };
  }
}

/** Sent again, it has another key: its payment is looked through for it before. */
async function raiseAttempt(
  db: Db,
  { customerId, orderId, refundId, attempt }: OrderKey & { refundId: string; attempt: number },
  now: Date,
): Promise<void> {
  await db.refund.updateMany({
    where: { customerId, orderId, refundId, attempt },
    data: { attempt: attempt + 1, updatedAt: now },
  });
}

/** Sent before, its answer lost. */
async function findMade(
  provider: PaymentProvider,
  paymentIntentId: string,
  refundId: string,
): Promise<RefundState | undefined> {
  return (await provider.listRefunds(paymentIntentId)).find((each) => each.refundId === refundId);
}

const toldBy = ({ status: to, providerRefundId, failure }: RefundState) => ({
  ...{ to, providerRefundId },
  ...(failure ? { lastError: failure } : {}),
});
