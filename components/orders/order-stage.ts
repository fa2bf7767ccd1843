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
  "authorized",
  "let_go",
  "partially_shipped",
  "shipped",
  "delivered",
  "lapsed",
  "lapsed_unheard",
  "cancelled",
  "cancelled_released",
  "cancelled_released_credit",
  "cancelled_withheld",
  "cancelled_refund_due",
  "cancelled_refunded",
  "refund_due",
  "refunded",
] as const;

/** What the order's page has to say first. */
export type OrderStage = (typeof orderStages)[number];

/** The last word on an order that is none any more, by what has become of its money. */
const endings = {
  /** It came too late, and could not be filled. */
  lapsed: {
    none: "lapsed",
    released: "lapsed",
    released_credit: "lapsed",
    withheld: "refund_due",
    due: "refund_due",
    back: "refunded",
  },
  cancelled: {
    none: "cancelled",
    released: "cancelled_released",
    released_credit: "cancelled_released_credit",
    withheld: "cancelled_withheld",
    due: "cancelled_refund_due",
    back: "cancelled_refunded",
  },
} as const satisfies Record<string, Record<string, OrderStage>>;

interface Standing {
  status: OrderStatus;
  paymentStatus: PaymentStatus | null;
  /** It was to be paid by a time that is past, and still may be. */
  isOverdue?: boolean;
  /** Its money was certain once: taken, or set aside. */
  wasPaid?: boolean;
  /** Gift card and store credit paid for some of it; what goes back to them is there at once. */
  hasCredit?: boolean;
  /** They paid for all of it. */
  isCovered?: boolean;
  /** What was set aside for it was let go, and nobody has seen to it that it was paid otherwise. */
  isLetGo?: boolean;
  /** Of what was called off a bank had the money, and it has not gone back since. */
  isWithheld?: boolean;
}

/**
 * Reads the stage off the two statuses. `cameBack` is what the address says of the way back from the payment page; it
 * only chooses words while we wait, and never makes an order paid. Money of an order that is none any more goes back;
 * what goes back of an order that stands is told beside it.
 */
export function stageOf(standing: Standing, cameBack: "paid" | "unpaid" | null): OrderStage {
  const { status, paymentStatus, isOverdue = false, isLetGo = false } = standing;
  // While Stripe can't be asked an order lapses all the same: who came back from paying may have been charged.
  if (status === "lapsed" && paymentStatus === "expired" && cameBack === "paid") return "lapsed_unheard";
  if (status === "lapsed" || status === "cancelled") return endings[status][moneyOf(standing)];
  if (status === "paid" && paymentStatus === "authorized") return "authorized";
  if (status === "paid" && isLetGo) return "let_go";
  if (status !== "pending_payment") return status;
  if (paymentStatus === "promised" && isOverdue) return "overdue";
  if (paymentStatus === "promised" || paymentStatus === "processing" || paymentStatus === "failed")
    return paymentStatus;
  if (cameBack === "paid") return "confirming";
  if (paymentStatus === "opening") return "opening";
  return cameBack === "unpaid" ? "unpaid" : "waiting";
}

function moneyOf(standing: Standing): keyof typeof endings.cancelled {
  const { paymentStatus, wasPaid = false, hasCredit = false, isCovered = false, isWithheld = false } = standing;
  if (paymentStatus === "refunded") return "back";
  if (isWithheld) return "withheld";
  if (paymentStatus === "paid" || paymentStatus === "partially_refunded") return isCovered ? "back" : "due";
  if (!wasPaid) return "none";
  return hasCredit ? "released_credit" : "released";
}

/** What waiting for news of a payment may turn into by itself. */
const news: readonly OrderStage[] = ["paid", "authorized", "promised", "processing"];

/**
 * The stages whose room a page takes besides its own: who came back from paying is told by itself, and nothing below
 * should jump then. The room is taken while the address speaks of the way back.
 */
export const roomOf = (stage: OrderStage, cameBack: "paid" | "unpaid" | null): OrderStage[] =>
  cameBack === "paid" && (stage === "confirming" || news.includes(stage))
    ? news.filter((other) => other !== stage)
    : [];
