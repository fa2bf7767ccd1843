/**
 * Glossary. *Order*: what a shopper asked for, a snapshot that never reads the catalog again. *Paid*: its money is
 * certain, captured or authorized. *Payment*: the one payment of an order, over as many attempts as it takes. *Promised*:
 * the page is done and the buyer has yet to pay, with a voucher at a till or by transfer; *processing*: the money is under
 * way. *Lapse*: an order nobody paid in time; its stock is given back. *Late payment*: money for an order that has lapsed;
 * the stock is taken again, or the money goes back. *Refund*: money that goes back, of any part of an order. *Return*:
 * goods that come back to one merchant. *Credit*: a part of an order paid by gift card or store credit.
 */

export const orderStatuses = [
  "pending_payment",
  "paid",
  "partially_shipped",
  "shipped",
  "delivered",
  "cancelled",
  "lapsed",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** From each status, where an order may go. `lapsed → paid` is the late payment whose stock could be taken again. */
export const orderTransitions: Record<OrderStatus, readonly OrderStatus[]> = {
  pending_payment: ["paid", "lapsed", "cancelled"],
  paid: ["partially_shipped", "shipped", "cancelled"],
  partially_shipped: ["shipped"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
  lapsed: ["paid"],
};

export const paymentStatuses = [
  "opening",
  "open",
  "promised",
  "processing",
  "authorized",
  "paid",
  "partially_refunded",
  "refunded",
  "voided",
  "failed",
  "expired",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/**
 * From each status, where a payment may go. Webhooks come late, twice and in any order, so money that arrives is taken
 * from every status in which it can still arrive.
 */
export const paymentTransitions: Record<PaymentStatus, readonly PaymentStatus[]> = {
  opening: ["open", "promised", "processing", "authorized", "paid", "expired"],
  open: ["promised", "processing", "authorized", "paid", "failed", "expired"],
  promised: ["processing", "authorized", "paid", "failed", "expired"],
  processing: ["authorized", "paid", "failed"],
  authorized: ["paid", "voided"],
  paid: ["partially_refunded", "refunded"],
  // Back again where a bank turned back a refund that was done.
  partially_refunded: ["partially_refunded", "refunded", "paid"],
  refunded: ["partially_refunded", "paid"],
  voided: [],
  failed: ["authorized", "paid", "expired"],
  expired: ["authorized", "paid"],
};

const withMoney = ["authorized", "paid", "partially_refunded", "refunded", "voided"] as const;

/** Whether a payment has its money, or had it: any other money for the order came on top. */
export function holdsMoney(status: PaymentStatus): boolean {
  return withMoney.some((each) => each === status);
}

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
