import { allocate, divideRounded } from "@/lib/core/money";
import { isPaidOtherwise } from "./is-paid-otherwise";
import { lineName } from "./line-name";
import { holdsMoney } from "./order";
import type { OrderView } from "./read-order";
import { givenBack, grossOfCalledOff, type Refundable } from "./refund";

export interface Invoice {
  lines: {
    lineId: string;
    title: string;
    sku: string;
    quantity: number;
    calledOffQuantity: number;
    /** Of the units that were not called off. */
    refundedQuantity: number;
    amount: number;
    ratePpm: number;
  }[];
  subtotalAmount: number;
  discountAmount: number;
  shippingAmount: number;
  /**
   * Tax by rate, shipping's with it: what was agreed to, and what of it is in the net amount. Its rate is null where only
   * the amount is on record.
   */
  taxes: { ratePpm: number | null; taxAmount: number; netTaxAmount: number }[];
  taxAmount: number;
  totalAmount: number;
  /** Called off before its money was taken. */
  calledOffAmount: number;
  creditAmount: number;
  /** By the payment. */
  paidAmount: number;
  /** Given back, or owed, whichever way it goes. */
  refundedAmount: number;
  /** What the order has come to: what was paid, by payment and by credit, less what went back. */
  netAmount: number;
}

/**
 * An order as its invoice, with what of it was settled as it can be refunded: nothing is worked out anew, everything is
 * read off what was stored.
 */
export function invoiceOf(order: OrderView, settled: Refundable): Invoice {
  const calledOffAmount = calledOffOf(order);
  const refundedAmount = refundedOf(order);
  const netAmount = order.totalAmount - calledOffAmount - refundedAmount;
  const settledOf = new Map(settled.lines.map((line) => [line.lineId, line]));
  return {
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      title: lineName(line),
      sku: line.sku,
      quantity: line.quantity,
      calledOffQuantity: line.cancelledQuantity,
      refundedQuantity: Math.max(0, (settledOf.get(line.lineId)?.settledQuantity ?? 0) - line.cancelledQuantity),
      amount: line.unitAmount * line.quantity,
      ratePpm: line.taxRatePpm,
    })),
    subtotalAmount: order.subtotalAmount,
    discountAmount: order.discountAmount,
    shippingAmount: order.shippingAmount,
    taxes: shareOut(taxesOf(order, settled), netAmount, order.totalAmount - namedOf(settled)),
    taxAmount: order.taxAmount,
    totalAmount: order.totalAmount,
    calledOffAmount,
    creditAmount: order.creditAmount,
    paidAmount: order.totalAmount - calledOffAmount - order.creditAmount,
    refundedAmount,
    netAmount,
  };
}

function taxesOf(order: OrderView, { lines, settledShippingTax }: Refundable): Invoice["taxes"] {
  const settledOf = new Map(lines.map(({ lineId, settledTax }) => [lineId, settledTax]));
  const shipping = { ratePpm: shippingRate(order), taxAmount: order.shippingTaxAmount, settledTax: settledShippingTax };
  const taxed = [
    ...order.lines.map(({ lineId, taxRatePpm: ratePpm, taxAmount }) => ({
      ...{ ratePpm, taxAmount },
      settledTax: settledOf.get(lineId) ?? 0,
    })),
    ...(order.shippingTaxAmount > 0 ? [shipping] : []),
  ];
  return [...Map.groupBy(taxed, ({ ratePpm }) => ratePpm)]
    .map(([ratePpm, alike]) => ({
      ratePpm,
      taxAmount: alike.reduce((sum, { taxAmount }) => sum + taxAmount, 0),
      netTaxAmount: alike.reduce((sum, { taxAmount, settledTax }) => sum + taxAmount - settledTax, 0),
    }))
    .toSorted((a, b) => (b.ratePpm ?? 0) - (a.ratePpm ?? 0));
}

/** Gross: what was called off or went back as units or delivery, and took its own tax with it. */
function namedOf({ lines, settledShipping }: Refundable): number {
  return lines.reduce((sum, { settledAmount }) => sum + settledAmount, settledShipping);
}

/**
 * The tax in the net amount. `leftAmount` is what the units and the delivery that are left come to: where the order has
 * come to less, money went back or was let go without naming any, and took of each rate's tax in proportion.
 */
function shareOut(taxes: Invoice["taxes"], netAmount: number, leftAmount: number): Invoice["taxes"] {
  const left = taxes.map(({ netTaxAmount }) => netTaxAmount);
  const leftTax = left.reduce((sum, tax) => sum + tax, 0);
  const part = Math.min(netAmount, leftAmount);
  const netTax = part > 0 ? divideRounded(BigInt(leftTax) * BigInt(part), BigInt(leftAmount)) : 0n;
  const shares = allocate(Number(netTax), left);
  return taxes.map((tax, index) => ({ ...tax, netTaxAmount: shares[index] ?? 0 }));
}

/** What was, or is to be, taken less than was agreed to. */
function calledOffOf(order: OrderView): number {
  const { payment, lines } = order;
  if (!payment || !holdsMoney(payment.status)) return 0;
  const isCharged = payment.status === "authorized" || (payment.status === "voided" && isPaidOtherwise(order));
  if (isCharged) return Math.min(payment.amount, grossOfCalledOff(lines, order));
  return payment.status === "voided" ? payment.amount : payment.amount - payment.capturedAmount;
}

/** Money of another payment than the order's own (paid twice) was never the invoice's. */
function refundedOf({ payment, refunds }: OrderView): number {
  return refunds
    .filter(({ paymentIntentId }) => paymentIntentId === null || paymentIntentId === payment?.paymentIntentId)
    .reduce((sum, refund) => sum + givenBack(refund), 0);
}

/** The rate of a line of the order that shipping's tax agrees with, to the unit; shipping has no rate of its own stored. */
function shippingRate({ lines, shippingAmount, shippingTaxAmount, taxIncluded }: OrderView): number | null {
  const rates = new Set(lines.map(({ taxRatePpm }) => taxRatePpm));
  const fits = [...rates].filter((ratePpm) => {
    const exact = (shippingAmount * ratePpm) / (taxIncluded ? 1_000_000 + ratePpm : 1_000_000);
    return Math.abs(exact - shippingTaxAmount) <= 1;
  });
  return fits.length === 1 ? (fits[0] ?? null) : null;
}
