import type { OrderStatus, PaymentStatus } from "@/lib/orders/order";

export const orderStages = [
  "opening",
  "waiting",
  "unpaid",
  "confirming",
  "processing",
  "failed",
  "paid",
  "partly_shipped",
  "shipped",
  "delivered",
  "lapsed",
  "cancelled",
  "refund_due",
  "refunded",
] as const;

/** What the order's page has to say first. */
export type OrderStage = (typeof orderStages)[number];

/**
 * Reads the stage off the two statuses. `cameBack` is what the address says of the way back from the payment page; it
 * only chooses words while we wait, and never makes an order paid.
 */
export function stageOf(
  order: { status: OrderStatus; paymentStatus: PaymentStatus | null; parcels: number },
  cameBack: "paid" | "unpaid" | null,
): OrderStage {
  const { status, paymentStatus } = order;
  if (paymentStatus === "refund_due" || paymentStatus === "refunded") return paymentStatus;
  if (status === "paid") return order.parcels > 0 ? "partly_shipped" : "paid";
  if (status !== "pending_payment") return status;
  if (paymentStatus === "processing" || paymentStatus === "failed") return paymentStatus;
  if (cameBack === "paid") return "confirming";
  if (paymentStatus === "opening") return "opening";
  return cameBack === "unpaid" ? "unpaid" : "waiting";
}
