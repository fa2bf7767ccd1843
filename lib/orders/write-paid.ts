import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { type Actor, orderTransitions, statusesBefore } from "./order";
import type { OrderEventType } from "./record-event";

interface Paid {
  type: Extract<OrderEventType, "paid" | "paid_late">;
  actor: Actor;
  data: object;
}

/**
 * All that is the customer's when an order is paid, in one statement: its status, the credit set aside for it is spent,
 * the entry in its history, and the confirmation it owes. True: the confirmation is owed for the first time.
 */
export async function writePaid(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  { type, actor, data }: Paid,
  now: Date,
): Promise<boolean> {
  const before = statusesBefore(orderTransitions, "paid");
  const owed = await tx.$executeRaw`
    WITH paid AS (
      UPDATE "order" SET status = 'paid', paid_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
       WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid AND status = ANY(${before}::order_status[])
    ), spent AS (
      UPDATE order_credit SET status = 'spent', updated_at = ${now}::timestamptz
       WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid AND status = 'held'
    ), event AS (
      INSERT INTO order_event (customer_id, order_id, event_id, type, actor, data, at)
      VALUES (${customerId}::uuid, ${orderId}::uuid, ${newId()}::uuid, ${type}, ${actor}, ${JSON.stringify(data)}::jsonb, ${now}::timestamptz)
    )
    INSERT INTO notice (customer_id, order_id, cause, created_at)
    VALUES (${customerId}::uuid, ${orderId}::uuid, 'confirmed', ${now}::timestamptz)
    ON CONFLICT (customer_id, order_id, cause) DO NOTHING`;
  return owed === 1;
}
