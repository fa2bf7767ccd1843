import type { Db, Tx } from "@/lib/db/client";
import { withTheBank } from "./dispute";

export interface DisputedPayment {
  customerId: string;
  orderId: string;
  /** The order's own when left out. */
  paymentIntentId?: string | null;
}

interface PaymentDispute {
  isLost: boolean;
  /** In the payment's currency; all that was taken, where the bank reckons in another. */
  amount: number;
}

/** The disputes by which a bank has taken back a payment of an order, or a part of it. */
export async function readDisputes(
  db: Db | Tx,
  { customerId, orderId, paymentIntentId }: DisputedPayment,
): Promise<PaymentDispute[]> {
  const found = await db.dispute.findMany({
    where: { customerId, orderId, status: { in: withTheBank } },
    select: { status: true, amount: true, currency: true, paymentIntentId: true },
  });
  if (found.length === 0) return [];
  const own = await db.payment.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
    select: { paymentIntentId: true, currency: true, capturedAmount: true },
  });
  const asked = paymentIntentId ?? own.paymentIntentId;
  return found
    .filter((dispute) => (dispute.paymentIntentId ?? own.paymentIntentId) === asked)
    .map(({ status, amount, currency }) => ({
      isLost: status === "lost",
      amount: currency === own.currency ? amount : own.capturedAmount,
    }));
}
