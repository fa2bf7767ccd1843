import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { IntentState } from "@/lib/payments/provider";

const rows = z.array(z.object({ paymentIntentId: z.string() }));

/**
 * Of these payments as the provider has them, the ids of those that are plainly as the shop has them: taken whole,
 * nothing given back or called off on either side, for an order that stands. They are nearly all, and one statement
 * tells; only the others are compared one by one.
 */
export async function inStep(db: Db, intents: readonly IntentState[]): Promise<Set<string>> {
  const plain = intents.flatMap(({ order, status, refundedAmount, ...intent }) =>
    order && status === "captured" && refundedAmount === 0 ? [{ ...intent, ...order }] : [],
  );
  if (plain.length === 0) return new Set();
  const found = rows.parse(
    await db.$queryRaw`
      SELECT p.payment_intent_id AS "paymentIntentId"
        FROM unnest(
          ${plain.map(({ paymentIntentId }) => paymentIntentId)}::text[], ${plain.map(({ customerId }) => customerId)}::uuid[],
          ${plain.map(({ orderId }) => orderId)}::uuid[], ${plain.map(({ capturedAmount }) => capturedAmount)}::int[])
          AS theirs (payment_intent_id, customer_id, order_id, captured_amount)
        JOIN payment p ON p.customer_id = theirs.customer_id AND p.order_id = theirs.order_id
        JOIN "order" o ON o.customer_id = p.customer_id AND o.order_id = p.order_id
       WHERE p.payment_intent_id = theirs.payment_intent_id AND p.status = 'paid' AND p.captured_amount = theirs.captured_amount
         AND p.captured_amount = p.amount
         AND o.status IN ('paid', 'partially_shipped', 'shipped', 'delivered')
         AND NOT EXISTS (SELECT FROM refund r WHERE r.customer_id = p.customer_id AND r.order_id = p.order_id)
         AND NOT EXISTS (
           SELECT FROM order_line l
            WHERE l.customer_id = p.customer_id AND l.order_id = p.order_id AND l.cancelled_quantity > 0)`,
  );
  return new Set(found.map(({ paymentIntentId }) => paymentIntentId));
}
