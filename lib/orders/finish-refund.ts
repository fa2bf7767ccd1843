import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { changePaymentStatus } from "./change-status";
import type { Actor } from "./order";
import { statusesBefore } from "./order";
import { oweNotice } from "./owe-notice";
import { readDisputes } from "./read-disputes";
import { writeReview } from "./reconcile/review-refund";
import { recordEvent } from "./record-event";
import { type RefundStatus, refundTransitions } from "./refund";

interface OrderKey {
  customerId: string;
  orderId: string;
}

export interface RefundOutcome {
  refundId: string;
  to: "pending" | "succeeded" | "failed";
  providerRefundId?: string;
  lastError?: string;
  /** When it failed, where the provider says so; never later than it was heard. */
  failedAt?: Date;
  actor: Actor;
}

/**
 * Writes how a refund stands, as the provider says: by the job that sent it or by a webhook, told once or often. The
 * payment counts it as given back from the moment the provider took it, and no longer when it failed after all.
 */
export async function finishRefund(
  tx: Tx,
  { customerId, orderId }: OrderKey,
  { refundId, to, providerRefundId, lastError, failedAt, actor }: RefundOutcome,
  now: Date,
): Promise<boolean> {
  const key = { customerId, orderId };
  const before = await lockRefund(tx, key, refundId);
  if (before?.status === "failed" && to === "failed" && failedAt)
    await noteFailedAt(tx, { ...key, refundId }, failedAt, now);
  if (!before || !statusesBefore(refundTransitions, to).includes(before.status)) return false;
  const refund = await tx.refund.update({
    where: { customerId_orderId_refundId: { ...key, refundId } },
    data: {
      status: to,
      updatedAt: to === "failed" && failedAt && failedAt < now ? failedAt : now,
      lastError: lastError ?? null,
      ...(providerRefundId ? { providerRefundId } : {}),
    },
    select: {
      amount: true,
      paymentAmount: true,
      creditAmount: true,
      paymentIntentId: true,
      reason: true,
      currency: true,
      merchantId: true,
    },
  });
  const counted = before.status === "pending" || before.status === "succeeded";
  const counts = to !== "failed";
  if (counted !== counts && refund.paymentIntentId)
    await countRefunded(tx, key, refund.paymentIntentId, counts ? refund.paymentAmount : -refund.paymentAmount, now);
  if (to === "pending") return true;
  const { merchantId, creditAmount, currency, reason } = refund;
  // Its credit was given when it was owed, and stays given.
  const amount = to === "failed" ? refund.paymentAmount : refund.amount;
  const told = { refundId, reason, amount, ...(lastError ? { error: lastError } : {}) };
  if (to === "failed") {
    const data = { ...told, ...(await tellOfFailure(tx, key, { refundId, ...refund }, now)) };
    await recordEvent(tx, key, { type: "refund_failed", actor, at: now, data });
  } else await recordEvent(tx, key, { type: "refunded", actor, at: now, data: told });
  // What paid for an exchange went nowhere: the exchange tells of itself.
  if (to === "succeeded" && reason !== "exchanged") await oweNotice(tx, key, `refunded:${refundId}`, now);
  if (merchantId)
    await enqueue(tx, "webhooks.publish", {
      merchantId,
      eventId: newId(),
      type: `refund.${to}`,
      data: { orderId, refundId, amount, ...(to === "succeeded" ? { creditAmount } : {}), currency, reason },
    });
  return true;
}

/**
 * It stands in the books at once, for whoever may owe it again or settle it otherwise. Who waits for the money is told that it
 * does not come yet, and no more that it is on its way; not who has it already: where a bank has taken the payment back itself,
 * the buyer misses nothing, and the event says so.
 */
async function tellOfFailure(
  tx: Tx,
  key: OrderKey,
  refund: { refundId: string; paymentAmount: number; paymentIntentId: string | null; reason: string },
  now: Date,
): Promise<{ withBank?: true }> {
  const { refundId, paymentAmount, paymentIntentId, reason } = refund;
  await writeReview(tx, { ...key, refundId }, now);
  await tx.notice.deleteMany({ where: { ...key, cause: `refunded:${refundId}`, sentAt: null } });
  if ((await readDisputes(tx, { ...key, paymentIntentId })).length > 0) return { withBank: true };
  if (paymentAmount > 0 && reason !== "exchanged") await oweNotice(tx, key, `refund_failed:${refundId}`, now);
  return {};
}

/** It was found failed, and when that was is told afterwards: something that was given back since may have made up for it. */
async function noteFailedAt(tx: Tx, refund: OrderKey & { refundId: string }, failedAt: Date, now: Date): Promise<void> {
  const { count } = await tx.refund.updateMany({
    where: { ...refund, updatedAt: { gt: failedAt } },
    data: { updatedAt: failedAt },
  });
  if (count > 0) await writeReview(tx, refund, now);
}

async function lockRefund(
  tx: Tx,
  { customerId, orderId }: OrderKey,
  refundId: string,
): Promise<{ status: RefundStatus } | null> {
  const rows = await tx.$queryRaw<{ status: RefundStatus }[]>`
    SELECT status FROM refund
     WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid AND refund_id = ${refundId}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}

/** Only the order's own payment counts what went back; money of a payment that came on top was never the order's. */
async function countRefunded(
  tx: Tx,
  { customerId, orderId }: OrderKey,
  paymentIntentId: string,
  delta: number,
  now: Date,
): Promise<void> {
  const [payment] = await tx.$queryRaw<{ captured: number; refunded: number }[]>`
    SELECT captured_amount AS captured, refunded_amount AS refunded FROM payment
     WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid
       AND payment_intent_id = ${paymentIntentId} FOR UPDATE`;
  if (!payment) return;
  const refundedAmount = payment.refunded + delta;
  const part = refundedAmount === payment.captured ? "refunded" : "partially_refunded";
  await changePaymentStatus(tx, { customerId, orderId }, refundedAmount === 0 ? "paid" : part, now, { refundedAmount });
}
