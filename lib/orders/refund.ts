import { divideRounded } from "@/lib/core/money";

/**
 * Glossary. *Gross*: what a buyer pays for something, tax included however the market shows it. *Settled units*: units
 * of a line whose money has gone back, or was never taken: they can't be given back again.
 */

export const refundStatuses = ["due", "pending", "succeeded", "failed"] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** A bank may still turn back what Stripe called done. A failed refund is not tried again: a new one is owed. */
export const refundTransitions: Record<RefundStatus, readonly RefundStatus[]> = {
  due: ["pending", "succeeded", "failed"],
  pending: ["succeeded", "failed"],
  succeeded: ["failed"],
  failed: [],
};

export interface RefundableLine {
  lineId: string;
  quantity: number;
  settledQuantity: number;
  totalAmount: number;
  taxAmount: number;
}

/** What of an order can still go back. */
export interface Refundable {
  taxIncluded: boolean;
  lines: readonly RefundableLine[];
  shippingAmount: number;
  shippingTaxAmount: number;
  /** Gross. */
  settledShipping: number;
}

export interface RefundChoice {
  lines: readonly { lineId: string; quantity: number }[];
  /** Of the shipping, tax included. */
  shippingAmount: number;
}

export interface RefundParts {
  amount: number;
  taxAmount: number;
  shippingAmount: number;
  lines: { lineId: string; quantity: number; amount: number; taxAmount: number }[];
}

export type RefundChoiceError =
  | { code: "nothing_chosen" }
  | { code: "quantity_invalid"; lineId: string; left: number }
  | { code: "shipping_invalid"; left: number };

/**
 * What the first `units` of `quantity` units come to: the whole split by largest remainder, so that the units of a line
 * add up to the line however they are taken apart.
 */
export function shareOf(whole: number, units: number, quantity: number): number {
  const each = Math.floor(whole / quantity);
  return each * units + Math.min(units, whole - each * quantity);
}

export function grossOfLine(line: { totalAmount: number; taxAmount: number }, taxIncluded: boolean): number {
  return line.totalAmount + (taxIncluded ? 0 : line.taxAmount);
}

/** What the units that were called off come to. */
export function grossOfCalledOff(
  lines: readonly { quantity: number; cancelledQuantity: number; totalAmount: number; taxAmount: number }[],
  taxIncluded: boolean,
): number {
  return lines.reduce(
    (sum, line) => sum + shareOf(grossOfLine(line, taxIncluded), line.cancelledQuantity, line.quantity),
    0,
  );
}

export function grossOfShipping({ shippingAmount, shippingTaxAmount, taxIncluded }: Refundable): number {
  return shippingAmount + (taxIncluded ? 0 : shippingTaxAmount);
}

/** Everything that is left, as one choice. */
export function allThatIsLeft(order: Refundable): RefundChoice {
  return {
    lines: order.lines.flatMap(({ lineId, quantity, settledQuantity }) =>
      quantity > settledQuantity ? [{ lineId, quantity: quantity - settledQuantity }] : [],
    ),
    shippingAmount: grossOfShipping(order) - order.settledShipping,
  };
}

/** What a choice of units and shipping comes to, or what is wrong with it. */
export function refundOf(
  order: Refundable,
  choice: RefundChoice,
): { ok: true; value: RefundParts } | { ok: false; error: RefundChoiceError } {
  const lines: RefundParts["lines"] = [];
  for (const { lineId, quantity } of choice.lines) {
    if (quantity === 0) continue;
    const line = order.lines.find((each) => each.lineId === lineId);
    const left = line ? line.quantity - line.settledQuantity : 0;
    const again = lines.some((each) => each.lineId === lineId);
    if (!line || again || !Number.isInteger(quantity) || quantity < 0 || quantity > left)
      return { ok: false, error: { code: "quantity_invalid", lineId, left } };
    lines.push({ lineId, quantity, ...unitsOf(line, quantity, order.taxIncluded) });
  }
  const shipping = shippingOf(order, choice.shippingAmount);
  if (!shipping)
    return { ok: false, error: { code: "shipping_invalid", left: grossOfShipping(order) - order.settledShipping } };
  const amount = lines.reduce((sum, line) => sum + line.amount, shipping.amount);
  if (lines.length === 0 && amount === 0) return { ok: false, error: { code: "nothing_chosen" } };
  return {
    ok: true,
    value: {
      amount,
      taxAmount: lines.reduce((sum, line) => sum + line.taxAmount, shipping.taxAmount),
      shippingAmount: shipping.amount,
      lines,
    },
  };
}

function unitsOf(line: RefundableLine, quantity: number, taxIncluded: boolean): { amount: number; taxAmount: number } {
  const { settledQuantity: from } = line;
  const between = (whole: number) =>
    shareOf(whole, from + quantity, line.quantity) - shareOf(whole, from, line.quantity);
  return { amount: between(grossOfLine(line, taxIncluded)), taxAmount: between(line.taxAmount) };
}

function shippingOf(order: Refundable, amount: number): { amount: number; taxAmount: number } | null {
  const gross = grossOfShipping(order);
  const { settledShipping: from } = order;
  if (!Number.isInteger(amount) || amount < 0 || from + amount > gross) return null;
  if (amount === 0) return { amount, taxAmount: 0 };
  const taxUpTo = (part: number) =>
    Number(divideRounded(BigInt(order.shippingTaxAmount) * BigInt(part), BigInt(gross)));
  return { amount, taxAmount: taxUpTo(from + amount) - taxUpTo(from) };
}
