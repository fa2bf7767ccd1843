import { invariant } from "@/lib/core/invariant";
import type { Db, Tx } from "@/lib/db/client";
import { readLost } from "./read-lost";

export interface MoneyLeft {
  currency: string;
  paymentIntentId: string | null;
  /** Captured, neither given back nor owed, nor taken back by a bank for good. */
  payment: number;
  /** The same with what a bank has taken back: as much as somebody can have given back in the provider's back office. */
  atProvider: number;
  /** Of gift cards and store credit, spent on the order and not given back. */
  credit: number;
  /** The intent asked for is not the order's own: a payment that came on top. */
  stray: boolean;
  /** It is owed whole, or a bank has taken of it for good. */
  strayGone: boolean;
}

/**
 * Booked for what a buyer got outside, and sent to nobody itself. A refund that was sent, and was settled as it is once it had
 * failed, gave its credit when it was owed: earlier releases settled those as well that gave some.
 */
const madeUpOutside = { status: "settled_by_hand", providerRefundId: null, lastError: null } as const;

/** What an order can still give back. Read under the order's lock by whoever means to give it. */
export async function readMoneyLeft(
  tx: Tx | Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  intent?: string,
): Promise<MoneyLeft> {
  const payment = await tx.payment.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: { currency: true, paymentIntentId: true, capturedAmount: true },
  });
  invariant(payment, "an order has a payment");
  const paymentIntentId = intent ?? payment.paymentIntentId;
  const stray = paymentIntentId !== payment.paymentIntentId;
  const owed = await tx.refund.aggregate({
    where: { customerId, orderId, status: { not: "failed" }, paymentIntentId: payment.paymentIntentId },
    _sum: { paymentAmount: true },
  });
  // A refund's credit is given at once, and stays given where the bank turns back its other part.
  const asCredit = await tx.refund.aggregate({
    where: { customerId, orderId, NOT: madeUpOutside },
    _sum: { creditAmount: true },
  });
  const byHand = await tx.refund.aggregate({
    where: { customerId, orderId, ...madeUpOutside },
    _sum: { creditAmount: true },
  });
  const strayGone = stray
    ? await tx.refund.count({ where: { customerId, orderId, status: { not: "failed" }, paymentIntentId } })
    : 0;
  const lost = await readLost(tx, { customerId, orderId, paymentIntentId });
  const credits = await tx.orderCredit.aggregate({
    where: { customerId, orderId, status: "spent" },
    _sum: { amount: true, refundedAmount: true },
  });
  const credited = credits._sum.refundedAmount ?? 0;
  // In place of credit the buyer got money outside: the credit is gone, and the payment has nothing less to give.
  const replaced = byHand._sum.creditAmount ?? 0;
  // What a payment brought and went back as store credit is no longer the payment's to give.
  const turned = (asCredit._sum.creditAmount ?? 0) - credited;
  const ungiven = payment.capturedAmount - (owed._sum.paymentAmount ?? 0);
  const ofPayment = Math.max(0, ungiven - lost);
  const ofCredit = (credits._sum.amount ?? 0) - credited - replaced;
  return {
    currency: payment.currency,
    paymentIntentId,
    payment: payment.paymentIntentId === null ? 0 : ofPayment - Math.min(ofPayment, turned),
    atProvider: payment.paymentIntentId === null ? 0 : Math.max(0, ungiven - turned),
    credit: stray ? 0 : Math.max(0, ofCredit - Math.max(0, turned - ofPayment)),
    stray,
    strayGone: stray && (strayGone > 0 || lost > 0),
  };
}
