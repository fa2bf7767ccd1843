import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Actor } from "./order";

/** What can happen to an order; the timeline shows some of it to the buyer. */
export const orderEventTypes = [
  "placed",
  "payment_opened",
  "payment_promised",
  "payment_called_off",
  "payment_call_off_failed",
  "payment_processing",
  "payment_authorized",
  "payment_captured",
  "payment_voided",
  "payment_failed",
  "payment_mismatch",
  "paid",
  "paid_late",
  "lapsed",
  "cancelled",
  "lines_cancelled",
  "shipped",
  "delivered",
  "refund_due",
  "refunded",
  "refund_failed",
  "return_requested",
  "return_approved",
  "return_rejected",
  "return_received",
  "return_inspected",
  "return_settled",
  "return_cancelled",
  "exchanged",
  "credit_mailed",
  "disputed",
  "dispute_closed",
  "fraud_warned",
  "reconciled",
] as const;
export type OrderEventType = (typeof orderEventTypes)[number];

/**
 * Adds to the order's append-only history, in the transaction that makes it true. What happens in one moment is told in the
 * order of its ids: a cause that can only be told after what came of it takes its `eventId` before.
 */
export async function recordEvent(
  tx: Tx,
  order: { customerId: string; orderId: string },
  event: { eventId?: string; type: OrderEventType; actor: Actor; at: Date; data?: Prisma.InputJsonObject },
): Promise<void> {
  await tx.orderEvent.create({
    data: {
      customerId: order.customerId,
      orderId: order.orderId,
      eventId: event.eventId ?? newId(),
      type: event.type,
      actor: event.actor,
      at: event.at,
      data: event.data ?? {},
    },
    select: { eventId: true },
  });
}
