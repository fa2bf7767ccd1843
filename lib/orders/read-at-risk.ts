import type { Db, Tx } from "@/lib/db/client";
import { readMoneyLeft } from "./read-money-left";
import type { Difference } from "./reconcile/book-difference";

interface OrderKey {
  customerId: string;
  orderId: string;
}

export interface AtRisk {
  /** What a dispute could still take of a payment, in minor units; nothing of one that is given back whole, or disputed. */
  amount: number;
  currency: string;
  orderNumber: string;
}

/** What of a payment for an order its buyer's bank could still take back. */
export async function readAtRisk(
  tx: Db | Tx,
  { customerId, orderId }: OrderKey,
  paymentIntentId: string,
): Promise<AtRisk> {
  const order = { customerId, orderId };
  const { number, totalAmount, payment } = await tx.order.findUniqueOrThrow({
    where: { customerId_orderId: order },
    select: { number: true, totalAmount: true, payment: { select: { status: true, amount: true } } },
  });
  const disputes = await tx.dispute.count({
    where: { ...order, OR: [{ paymentIntentId }, { paymentIntentId: null }] },
  });
  const left = await readMoneyLeft(tx, order, paymentIntentId);
  const ofOwn = payment?.status === "authorized" ? payment.amount : left.payment;
  const ofOther = left.strayGone ? 0 : totalAmount;
  const amount = disputes > 0 ? 0 : left.stray ? ofOther : ofOwn;
  return { amount, currency: left.currency, orderNumber: number };
}

/** As it stands in the books. */
export const fraudWarning = (order: OrderKey, { amount: ours, currency, orderNumber }: AtRisk): Difference => ({
  kind: "fraud_warning",
  order,
  data: { ours, theirs: 0, currency, orderNumber },
});
