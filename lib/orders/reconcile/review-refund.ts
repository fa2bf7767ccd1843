import type { Db } from "@/lib/db/client";
import { bookDifferences, type DifferenceKind } from "./book-difference";
import { againRefundId } from "./owe-again";

/** How long a refund may be on its way to the provider, before a person looks at what keeps it. */
const patienceMs = 24 * 60 * 60_000;

export interface RefundKey {
  customerId: string;
  orderId: string;
  refundId: string;
}

/**
 * Writes down what is wrong with a refund, or that nothing is any more: one that failed is for a person until as much has
 * been owed again, or it was settled by hand; one that has been due for a day until it is sent.
 */
export async function reviewRefund(db: Db, { customerId, orderId, refundId }: RefundKey, now: Date): Promise<void> {
  const refund = await db.refund.findUniqueOrThrow({
    where: { customerId_orderId_refundId: { customerId, orderId, refundId } },
    select: {
      status: true,
      paymentAmount: true,
      paymentIntentId: true,
      currency: true,
      createdAt: true,
      updatedAt: true,
      order: { select: { number: true, payment: { select: { paymentIntentId: true } } } },
    },
  });
  const kind = await whatIsWrong(db, { customerId, orderId, refundId, ...refund }, now);
  const { paymentAmount: ours, currency, order } = refund;
  const data = { ours, theirs: 0, currency, orderNumber: order.number };
  await bookDifferences(db, refundId, kind ? [{ kind, order: { customerId, orderId }, data }] : [], now);
}

interface FoundRefund extends RefundKey {
  status: string;
  paymentAmount: number;
  paymentIntentId: string | null;
  createdAt: Date;
  updatedAt: Date;
  order: { payment: { paymentIntentId: string | null } | null };
}

async function whatIsWrong(db: Db, refund: FoundRefund, now: Date): Promise<DifferenceKind | null> {
  if (refund.status === "failed") return (await isMadeUpFor(db, refund)) ? null : "refund_failed";
  return refund.status === "due" && isOverdue(refund, now) ? "refund_overdue" : null;
}

export function isOverdue({ createdAt }: { createdAt: Date }, now: Date): boolean {
  return now.getTime() - createdAt.getTime() > patienceMs;
}

/** Owed again as such, or as much of the same payment since, or as credit where it is the order's own payment. */
async function isMadeUpFor(db: Db, failed: FoundRefund): Promise<boolean> {
  const { customerId, orderId, refundId, paymentIntentId, paymentAmount, updatedAt, order } = failed;
  const again = await db.refund.count({ where: { customerId, orderId, refundId: againRefundId(refundId) } });
  if (again > 0) return true;
  const own = order.payment?.paymentIntentId === paymentIntentId;
  const since = await db.refund.aggregate({
    where: {
      ...{ customerId, orderId, status: { not: "failed" }, createdAt: { gt: updatedAt } },
      OR: [{ paymentIntentId }, ...(own ? [{ paymentIntentId: null }] : [])],
    },
    _sum: { amount: true },
  });
  return (since._sum.amount ?? 0) >= paymentAmount;
}
