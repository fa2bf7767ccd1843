/**
 * Glossary. *Order*: what a shopper asked for, a snapshot that never reads the catalog again. *Payment*: the one
 * payment of an order, over as many attempts as it takes. *Lapse*: an order nobody paid in time; its stock is given
 * back. *Late payment*: money for an order that has lapsed; the stock is taken again, or the money goes back.
 */

export const orderStatuses = ["pending_payment", "paid", "shipped", "delivered", "cancelled", "lapsed"] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** From each status, where an order may go. `lapsed → paid` is the late payment whose stock could be taken again. */
export const orderTransitions: Record<OrderStatus, readonly OrderStatus[]> = {
  pending_payment: ["paid", "lapsed", "cancelled"],
  paid: ["shipped"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
  lapsed: ["paid"],
};

export const paymentStatuses = [
  "opening",
  "open",
  "processing",
  "paid",
  "failed",
  "expired",
  "refund_due",
  "refunded",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/**
 * From each status, where a payment may go. Webhooks come late, twice and in any order, so money that arrives is taken
 * from every status in which it can still arrive.
 */
export const paymentTransitions: Record<PaymentStatus, readonly PaymentStatus[]> = {
  opening: ["open", "processing", "paid", "expired"],
  open: ["processing", "paid", "failed", "expired"],
  processing: ["paid", "failed"],
  failed: ["opening", "paid", "expired"],
  expired: ["paid"],
  paid: ["refund_due"],
  refund_due: ["refunded"],
  refunded: [],
};

/** The statuses from which `to` can be reached: what a conditional update asks for. */
export function statusesBefore<Status extends string>(
  transitions: Record<Status, readonly Status[]>,
  to: Status,
): Status[] {
  const all = Object.keys(transitions) as Status[];
  return all.filter((from) => transitions[from].includes(to));
}

/** Who did it: `shopper`, `staff:<id>`, `stripe`, `clock`. */
export type Actor = "shopper" | "stripe" | "clock" | `staff:${string}`;

export interface ShipTo {
  name: string;
  line1: string;
  line2?: string;
  city: string;
  state?: string;
  postalCode: string;
  country: string;
}
