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
  const before = statusesBefore(orderTransitions, to);
  const changed = await tx.$executeRaw`
    UPDATE "order" SET status = ${to}::order_status, updated_at = ${now}::timestamptz,
        paid_at = coalesce(${also.paidAt ?? null}::timestamptz, paid_at)
     WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid AND status = ANY(${before}::order_status[])`;
  return changed === 1;
}

/** What is left out stays as it is. */
interface PaymentChange {
  sessionId?: string | null;
  paymentIntentId?: string;
  capturedAmount?: number;
  refundedAmount?: number;
  authorizedUntil?: Date;
  /** An earlier try's error is of no interest any more. */
  forgetError?: boolean;
}

/** As changeOrderStatus, for the order's payment. */
export async function changePaymentStatus(
  tx: Tx,
  { customerId, orderId }: OrderKey,
  to: PaymentStatus,
  now: Date,
  {
    sessionId,
    paymentIntentId,
    capturedAmount,
    refundedAmount,
    authorizedUntil,
    forgetError = false,
  }: PaymentChange = {},
): Promise<boolean> {
  const before = statusesBefore(paymentTransitions, to);
  const changed = await tx.$executeRaw`
    UPDATE payment SET status = ${to}::payment_status, updated_at = ${now}::timestamptz,
        session_id = coalesce(${sessionId ?? null}, session_id),
        payment_intent_id = coalesce(${paymentIntentId ?? null}, payment_intent_id),
        captured_amount = coalesce(${capturedAmount ?? null}::int, captured_amount),
        refunded_amount = coalesce(${refundedAmount ?? null}::int, refunded_amount),
        authorized_until = coalesce(${authorizedUntil ?? null}::timestamptz, authorized_until),
        last_error = CASE WHEN ${forgetError} THEN NULL ELSE last_error END
     WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid AND status = ANY(${before}::payment_status[])`;
  return changed === 1;
}
