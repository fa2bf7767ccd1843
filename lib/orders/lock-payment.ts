import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { orderStatuses, paymentStatuses } from "./order";

const locked = z.array(
  z.object({
    orderStatus: z.enum(orderStatuses),
    expiresAt: z.date(),
    status: z.enum(paymentStatuses),
    amount: z.number().int(),
    currency: z.string(),
    paymentIntentId: z.string().nullable(),
  }),
);

/**
 * As lockOrder, and how order and payment stand once the lock is ours: both rows are locked, for of a row that is only
 * joined a statement that had to wait would see what it was before.
 */
export async function lockPayment(tx: Tx, { customerId, orderId }: { customerId: string; orderId: string }) {
  const rows = await tx.$queryRaw`
    SELECT o.status AS "orderStatus", o.expires_at AS "expiresAt", p.status, p.amount, p.currency,
        p.payment_intent_id AS "paymentIntentId"
      FROM "order" o JOIN payment p ON p.customer_id = o.customer_id AND p.order_id = o.order_id
     WHERE o.customer_id = ${customerId}::uuid AND o.order_id = ${orderId}::uuid AND p.customer_id = ${customerId}::uuid
       FOR UPDATE`;
  const [payment] = locked.parse(rows);
  if (!payment) throw new Error(`order ${orderId} has no payment`);
  return payment;
}
