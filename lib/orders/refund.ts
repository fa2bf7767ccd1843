import { type Currency, chargeStep, divideRounded } from "@/lib/core/money";

/**
 * Glossary. *Gross*: what a buyer pays for something, tax included however the market shows it. *Settled units*: units
 * of a line whose money has gone back, or was never taken: they can't be given back again.
 */

export const refundStatuses = ["due", "pending", "succeeded", "failed", "settled_by_hand"] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/**
 * A bank may still turn back what Stripe called done. A failed refund is not tried again: a new one is owed, or the buyer
 * got the money outside.
 */
export const refundTransitions: Record<RefundStatus, readonly RefundStatus[]> = {
  due: ["pending", "succeeded", "failed"],
  pending: ["succeeded", "failed"],
  succeeded: ["failed"],
  failed: ["settled_by_hand"],
  settled_by_hand: [],
};

/** What a refund gives back: where the bank turned its money back, its credit only. */
export const givenBack = (refund: { status: string; amount: number; paymentAmount: number }): number =>
  refund.status === "failed" ? refund.amount - refund.paymentAmount : refund.amount;

export interface RefundableLine {
  lineId: string;
  quantity: number;
  settledQuantity: number;
  /** Gross, and the tax in it: what has gone back for the line, or was never taken. */
  settledAmount: number;
  settledTax: number;
  totalAmount: number;
  taxAmount: number;
}

/** What of an order can still go back. */
export interface Refundable {
  currency: Currency;
  taxIncluded: boolean;
  lines: readonly RefundableLine[];
  shippingAmount: number;
  shippingTaxAmount: number;
  /** Gross, and the tax in it. */
  settledShipping: number;
  settledShippingTax: number;
}

export interface RefundChoice {
  /** `allTax`: with the units, what is left of the whole line's tax; of a buyer who owed none, and keeps the things. */
  lines: readonly { lineId: string; quantity: number; allTax?: boolean }[];
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
 * add up to the line however they are taken apart. In steps of what can be given back.
 */
export function shareOf(whole: number, units: number, quantity: number, step = 1): number {
  const each = Math.floor(whole / quantity / step) * step;
  return each * units + Math.min(units * step, whole - each * quantity);
}

export function grossOfLine(line: { totalAmount: number; taxAmount: number }, taxIncluded: boolean): number {
  return line.totalAmount + (taxIncluded ? 0 : line.taxAmount);
}

/** What the units that were called off come to. */
export function grossOfCalledOff(
  lines: readonly { quantity: number; cancelledQuantity: number; totalAmount: number; taxAmount: number }[],
  { taxIncluded, currency }: { taxIncluded: boolean; currency: Currency },
): number {
  const step = chargeStep(currency);
  return lines.reduce(
    (sum, line) => sum + shareOf(grossOfLine(line, taxIncluded), line.cancelledQuantity, line.quantity, step),
    0,
  );
}

export function grossOfShipping({
  shippingAmount,
  shippingTaxAmount,
  taxIncluded,
}: Pick<Refundable, "shippingAmount" | "shippingTaxAmount" | "taxIncluded">): number {
  return shippingAmount + (taxIncluded ? 0 : shippingTaxAmount);
}

/** Of these units, those whose money has not gone back yet. */
export function unsettledOf(
  { lines }: Refundable,
  units: readonly { lineId: string; quantity: number }[],
): RefundChoice["lines"] {
  const leftOf = new Map(lines.map((line) => [line.lineId, line.quantity - line.settledQuantity]));
  return units.map(({ lineId, quantity }) => ({ lineId, quantity: Math.min(quantity, leftOf.get(lineId) ?? 0) }));
}

/** Everything that is left, as one choice. */
export function allThatIsLeft(order: Refundable): RefundChoice {
  return {
    lines: order.lines.flatMap(({ lineId, quantity, settledQuantity, taxAmount, settledTax }) => {
      const left = quantity - settledQuantity;
      if (left > 0) return [{ lineId, quantity: left }];
      return taxAmount > settledTax ? [{ lineId, quantity: 0, allTax: true }] : [];
    }),
    shippingAmount: grossOfShipping(order) - order.settledShipping,
  };
}

/** What a choice of units and shipping comes to, or what is wrong with it. */
export function refundOf(
  order: Refundable,
  choice: RefundChoice,
): { ok: true; value: RefundParts } | { ok: false; error: RefundChoiceError } {
  const lines: RefundParts["lines"] = [];
  for (const { lineId, quantity, allTax = false } of choice.lines) {
    if (quantity === 0 && !allTax) continue;
    const line = order.lines.find((each) => each.lineId === lineId);
    const left = line ? line.quantity - line.settledQuantity : 0;
    const again = lines.some((each) => each.lineId === lineId);
    if (!line || again || !Number.isInteger(quantity) || quantity < 0 || quantity > left)
      return { ok: false, error: { code: "quantity_invalid", lineId, left } };
    const parts = partsOf(line, quantity, allTax, order);
    if (quantity > 0 || parts.amount > 0) lines.push({ lineId, quantity, ...parts });
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

/**
 * What is missing to what the settled units and these come to, net and tax each for itself: with the last of a line
 * exactly the line has gone back, in whichever parts.
 */
function partsOf(
  line: RefundableLine,
  quantity: number,
  allTax: boolean,
  { taxIncluded, currency }: Pick<Refundable, "taxIncluded" | "currency">,
): { amount: number; taxAmount: number } {
  const units = line.settledQuantity + quantity;
  const upTo = (whole: number) => shareOf(whole, units, line.quantity, chargeStep(currency));
  const netUpTo = upTo(grossOfLine(line, taxIncluded)) - upTo(line.taxAmount);
  const net = Math.max(0, netUpTo - (line.settledAmount - line.settledTax));
  const taxAmount = Math.max(0, (allTax ? line.taxAmount : upTo(line.taxAmount)) - line.settledTax);
  return { amount: (quantity > 0 ? net : 0) + taxAmount, taxAmount };
}

function shippingOf(order: Refundable, amount: number): { amount: number; taxAmount: number } | null {
  const gross = grossOfShipping(order);
  const { settledShipping: from } = order;
  if (!Number.isInteger(amount / chargeStep(order.currency)) || amount < 0 || from + amount > gross) return null;
  if (amount === 0) return { amount, taxAmount: 0 };
  const taxUpTo = taxOfShipping(order, from + amount);
  return { amount, taxAmount: Math.min(amount, Math.max(0, taxUpTo - order.settledShippingTax)) };
}

/** The tax in the first `part` of the shipping. */
export function taxOfShipping(
  order: Pick<Refundable, "shippingAmount" | "shippingTaxAmount" | "taxIncluded">,
  part: number,
): number {
  const gross = grossOfShipping(order);
  return gross === 0 ? 0 : Number(divideRounded(BigInt(order.shippingTaxAmount) * BigInt(part), BigInt(gross)));
}
