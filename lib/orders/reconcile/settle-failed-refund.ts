import type { Tx } from "@/lib/db/client";
import { statusesBefore } from "../order";
import { readMoneyLeft } from "../read-money-left";
import { refundTransitions } from "../refund";
import type { Operator } from "./close-difference";
import { againRefundId } from "./made-up-for";
import { type StillOwed, upTo } from "./read-still-owed";
import type { RefundKey } from "./review-refund";

/**
 * Books what a buyer got outside for a refund that failed, under the order's lock. One that lacks nothing but to have been
 * paid, and gave no credit, is settled as it is: credit of one that is settled was never given. Else what was made up for
 * outside stands beside it, as if it had been owed again: of the payment what the payment has left, and the rest of the
 * credit that paid with it, which is not given back then and never will be (docs/decisions/030-settled-by-hand.md).
 */
export async function settleFailedRefund(
  tx: Tx,
  { staffId }: Operator,
  { customerId, orderId, refundId }: RefundKey,
  { whole, parts }: StillOwed,
  now: Date,
): Promise<void> {
  const key = { customerId, orderId };
  const failed = await tx.refund.findUniqueOrThrow({
    where: { customerId_orderId_refundId: { ...key, refundId } },
    select: {
      ...{ currency: true, paymentIntentId: true, reason: true, note: true },
      ...{ merchantId: true, returnId: true, creditAmount: true },
    },
  });
  const left = await readMoneyLeft(tx, key, failed.paymentIntentId ?? undefined);
  const ofPayment = left.stray ? (parts?.amount ?? 0) : left.payment;
  if (whole && failed.creditAmount === 0 && parts && parts.amount <= ofPayment)
    return settleWhole(tx, { ...key, refundId }, now);
  const booked = upTo(ofPayment + left.credit, parts);
  if (!booked) return;
  const { lines, ...amounts } = booked;
  const paymentAmount = Math.min(booked.amount, ofPayment);
  const again = { ...key, refundId: againRefundId(refundId) };
  await tx.refund.create({
    data: {
      ...{ ...failed, ...again, ...amounts, paymentAmount, creditAmount: booked.amount - paymentAmount },
      ...(paymentAmount > 0 ? {} : { paymentIntentId: null }),
      ...{ status: "settled_by_hand", actor: `staff:${staffId}`, createdAt: now, updatedAt: now },
    },
    select: { refundId: true },
  });
  await tx.refundLine.createMany({ data: lines.map((line) => ({ ...again, ...line })) });
}

async function settleWhole(tx: Tx, refund: RefundKey, now: Date): Promise<void> {
  await tx.refund.updateMany({
    where: { ...refund, status: { in: statusesBefore(refundTransitions, "settled_by_hand") } },
    data: { status: "settled_by_hand", updatedAt: now },
  });
}
