import { days } from "@/lib/core/clock";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type DifferenceKind, writeDifferences } from "./book-difference";
import { readOpenFailure } from "./made-up-for";

/** How long a refund may be on its way to the provider, before a person looks at what keeps it. */
const patienceMs = days(1);

export interface RefundKey {
  customerId: string;
  orderId: string;
  refundId: string;
}

/**
 * Writes down what is wrong with a refund, or that nothing is any more: one that failed is for a person until it has been
 * made up for, or was settled by hand; one that has been due for a day until it is sent.
 */
export function reviewRefund(db: Db, refund: RefundKey, now: Date): Promise<void> {
  return inTransaction(db, (tx) => writeReview(tx, refund, now));
}

/** As reviewRefund, in the transaction of whoever changes the refund. */
export async function writeReview(tx: Tx, { customerId, orderId, refundId }: RefundKey, now: Date): Promise<void> {
  const refund = await tx.refund.findUniqueOrThrow({
    where: { customerId_orderId_refundId: { customerId, orderId, refundId } },
    select: {
      status: true,
      paymentAmount: true,
      currency: true,
      createdAt: true,
      order: { select: { number: true } },
    },
  });
  const { paymentAmount: ours, currency, order, ...stands } = refund;
  const kind = await whatIsWrong(tx, { customerId, orderId, refundId, ...stands }, now);
  const data = { ours, theirs: 0, currency, orderNumber: order.number };
  await writeDifferences(tx, refundId, kind ? [{ kind, order: { customerId, orderId }, data }] : [], now);
}

async function whatIsWrong(
  tx: Tx,
  refund: RefundKey & { status: string; createdAt: Date },
  now: Date,
): Promise<DifferenceKind | null> {
  if (refund.status === "failed") return (await readOpenFailure(tx, refund)) ? "refund_failed" : null;
  return refund.status === "due" && isOverdue(refund, now) ? "refund_overdue" : null;
}

export function isOverdue({ createdAt }: { createdAt: Date }, now: Date): boolean {
  return now.getTime() - createdAt.getTime() > patienceMs;
}
