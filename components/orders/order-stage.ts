import type { OrderStatus, PaymentStatus } from "@/lib/orders/order";

export const orderStages = [
  "opening",
  "waiting",
  "unpaid",
  "confirming",
  "promised",
  "overdue",
  "processing",
  "failed",
  "paid",
  "partially_shipped",
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
 * only chooses words while we wait, and never makes an order paid. Money of an order that is none any more goes back;
 * what goes back of an order that stands is told beside it. Overdue is who was to pay by a time that is past, and still may.
 */
export function stageOf(
  {
    status,
    paymentStatus,
    isOverdue = false,
  }: { status: OrderStatus; paymentStatus: PaymentStatus | null; isOverdue?: boolean },
  cameBack: "paid" | "unpaid" | null,
): OrderStage {
  if (status === "lapsed" || status === "cancelled") {
    if (paymentStatus === "refunded") return "refunded";
    return paymentStatus === "paid" || paymentStatus === "partially_refunded" ? "refund_due" : status;
  }
  if (status !== "pending_payment") return status;
  if (paymentStatus === "promised" && isOverdue) return "overdue";
  if (paymentStatus === "promised" || paymentStatus === "processing" || paymentStatus === "failed")
    return paymentStatus;
  if (cameBack === "paid") return "confirming";
  if (paymentStatus === "opening") return "opening";
  return cameBack === "unpaid" ? "unpaid" : "waiting";
}

/** What waiting for news of a payment may turn into by itself. */
const news: readonly OrderStage[] = ["paid", "promised", "processing"];

/**
 * The stages whose room a page takes besides its own: who came back from paying is told by itself, and nothing below
 * should jump then. The room is taken while the address speaks of the way back.
 */
export const roomOf = (stage: OrderStage, cameBack: "paid" | "unpaid" | null): OrderStage[] =>
  cameBack === "paid" && (stage === "confirming" || news.includes(stage))
    ? news.filter((other) => other !== stage)
    : [];
