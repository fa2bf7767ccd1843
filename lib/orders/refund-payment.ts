import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { FailureKept, type PaymentProvider, PaymentRefused, type RefundState } from "@/lib/payments/provider";
import { unlessMissing } from "@/lib/payments/unless-missing";
import { finishRefund } from "./finish-refund";

/** The provider may forget a key after a day (Stripe's guide to idempotent requests): an hour before it isn't relied on. */
const keyKeptMs = 23 * 60 * 60_000;
/** A payment that the provider does not know so soon after the refund was owed, it may know a moment later. */
const knownWithinMs = 60 * 60_000;

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
 * through first for the one that names ours. What the provider said is stored before anything depends on it. Its "no"
 * makes a refund that is not among them failed, for a person to look at; an outage is thrown and tried again.
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
  const ageMs = now.getTime() - refund.createdAt.getTime();
  const mayBeUnknown = ageMs < knownWithinMs;
  const made = { paymentIntentId, refundId, mayBeUnknown };
  const before = attempt > 1 || ageMs > keyKeptMs ? await findMade(provider, made) : undefined;
  if (before) return toldBy(before);
  const { orderId } = key;
  const step = attempt > 1 ? `${refundId}:${attempt}` : refundId;
  const idempotencyKey = `order:${orderId}:refund:${step}`;
  try {
    const sent = await provider.refund({ orderId, refundId, paymentIntentId, amount, idempotencyKey });
    return { to: sent.status, providerRefundId: sent.refundId };
  } catch (error) {
    if (error instanceof FailureKept) await raiseAttempt(db, { ...key, refundId, attempt }, now);
    if (!(error instanceof PaymentRefused) || (mayBeUnknown && error.code === "resource_missing")) throw error;
    // What an earlier try has done, its answer lost, may be refused because it is done.
    const done = await findMade(provider, made);
    if (done) return toldBy(done);
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
  { paymentIntentId, refundId, mayBeUnknown }: { paymentIntentId: string; refundId: string; mayBeUnknown: boolean },
): Promise<RefundState | undefined> {
  const list = () => provider.listRefunds(paymentIntentId);
  const listed = mayBeUnknown ? await list() : await unlessMissing(list);
  return listed?.find((each) => each.refundId === refundId);
}

const toldBy = ({ status: to, providerRefundId, failure }: RefundState) => ({
  ...{ to, providerRefundId },
  ...(failure ? { lastError: failure } : {}),
});
