import type { Tx } from "@/lib/db/client";
import { type OrderStatus, orderTransitions, type PaymentStatus, paymentTransitions, statusesBefore } from "./order";

interface OrderKey {
  customerId: string;
  orderId: string;
}

/** Moves the order if its status allows it, in one conditional update. False: it was not in a status that leads there. */
export async function changeOrderStatus(
  tx: Tx,
  { customerId, orderId }: OrderKey,
  to: OrderStatus,
  now: Date,
  also: { paidAt?: Date } = {},
): Promise<boolean> {
  const { count } = await tx.order.updateMany({
    where: { customerId, orderId, status: { in: statusesBefore(orderTransitions, to) } },
    data: { status: to, updatedAt: now, ...also },
  });
  return count === 1;
}

interface PaymentChange {
  attempt?: number;
  sessionId?: string | null;
  sessionUrl?: string | null;
  paymentIntentId?: string;
  capturedAmount?: number;
  authorizedUntil?: Date | null;
  lastError?: string | null;
}

/** As changeOrderStatus, for the order's payment. */
export async function changePaymentStatus(
  tx: Tx,
  { customerId, orderId }: OrderKey,
  to: PaymentStatus,
  now: Date,
  also: PaymentChange = {},
): Promise<boolean> {
  const { count } = await tx.payment.updateMany({
    where: { customerId, orderId, status: { in: statusesBefore(paymentTransitions, to) } },
    data: { status: to, updatedAt: now, ...also },
  });
  return count === 1;
}
