import { cutText } from "@/lib/core/cut-text";
import { reasonOf } from "@/lib/core/reason-of";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { FailureKept, isAnswer, type MadeRefund, type PaymentProvider, PaymentRefused } from "@/lib/payments/provider";
import { unlessMissing } from "@/lib/payments/unless-missing";
import { finishRefund } from "./finish-refund";

/** The provider may forget a key after a day (Stripe's guide to idempotent requests): an hour before it isn't relied on. */
const keyKeptMs = 23 * 60 * 60_000;
/** A payment that the provider does not know so soon after the refund was owed, it may know a moment later. */
const knownWithinMs = 60 * 60_000;
/** Where nobody can read whether it was made, a webhook may tell of it, or the key be mended: its job is tried for longer. */
const readWithinMs = 48 * 60 * 60_000;

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
 * makes a refund that is not among them failed, for a person to look at; that it does not know the payment counts as one an
 * hour after the refund was owed. An outage is thrown and tried again.
 *
 * Where the refunds can't be looked through, as by a key that may refund and not list, a "no" stands all the same: the one
 * key there ever was would have told of what was done under it, and before another was used they were looked through. What
 * may have been made under a key before is not sent blindly: after two days without a word of it, it has failed as well.
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
  if (!paymentIntentId) return failed("no payment to refund");
  const ageMs = now.getTime() - refund.createdAt.getTime();
  const made = { paymentIntentId, refundId };
  if (attempt > 1 || ageMs > keyKeptMs) {
    const before = await findBefore(provider, made, ageMs);
    if (before) return before;
  }
  const { orderId } = key;
  const step = attempt > 1 ? `${refundId}:${attempt}` : refundId;
  const idempotencyKey = `order:${orderId}:refund:${step}`;
  try {
    const sent = await provider.refund({ orderId, refundId, paymentIntentId, amount, idempotencyKey });
    return { to: sent.status, providerRefundId: sent.refundId };
  } catch (error) {
    const isRefused = error instanceof PaymentRefused;
    const isTooSoon = isRefused && error.code === "resource_missing" && ageMs < knownWithinMs;
    // Either may be kept under the key.
    if (error instanceof FailureKept || isTooSoon) await raiseAttempt(db, { ...key, refundId, attempt }, now);
    if (!isRefused || isTooSoon) throw error;
    // What an earlier try has done, its answer lost, may be refused because it is done.
    const done = await provider.findRefund(made).catch(unlessAnswer);
    return done ? toldBy(done) : failed(`${error.code}: ${error.message}`);
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

/** Sent before, its answer lost; null where it was not, and is to be sent. */
async function findBefore(
  provider: PaymentProvider,
  made: { paymentIntentId: string; refundId: string },
  ageMs: number,
) {
  const find = () => provider.findRefund(made);
  try {
    const before = ageMs < knownWithinMs ? await find() : await unlessMissing(find);
    return before && toldBy(before);
  } catch (error) {
    if (!isAnswer(error) || ageMs < readWithinMs) throw error;
    const why = reasonOf(error);
    return failed(`it may have been made, for the payment's refunds can't be read: ${why}`);
  }
}

/** An answer that can't be used tells of no refund; that there is none is thrown. */
function unlessAnswer(error: unknown): null {
  if (isAnswer(error)) return null;
  throw error;
}

const failed = (lastError: string) => ({ to: "failed" as const, lastError: cutText(lastError, 500) });

const toldBy = ({ status: to, providerRefundId, failure }: MadeRefund) => ({
  ...{ to, providerRefundId },
  ...(failure ? { lastError: failure } : {}),
});
