import { allocate } from "@/lib/core/money";
import type { RefundableOrder } from "./read-refundable";
import { grossOfLine, grossOfShipping } from "./refund";

/** What an order's money was for: a line of a merchant's, or the shipping, which is nobody's where the order is shared. */
export interface Cost {
  merchantId: string | null;
  /** Tax included, in minor units. */
  amount: number;
}

/** Whose share somebody at the desk is told: the own merchant's; nobody's, which is the whole, who runs the shop. */
export const whoseShare = ({
  operator,
  merchantId,
}: {
  operator?: boolean | undefined;
  merchantId: string;
}): string | undefined => (operator ? undefined : merchantId);

interface Priced {
  taxIncluded: boolean;
  shippingAmount: number;
  shippingTaxAmount: number;
  lines: readonly { merchantId: string; totalAmount: number; taxAmount: number }[];
}

/** What everything of an order cost, called off since or not: what a bank questions. */
export const costsOf = (order: Priced): Cost[] => [
  { merchantId: null, amount: grossOfShipping(order) },
  ...order.lines.map((line) => ({ merchantId: line.merchantId, amount: grossOfLine(line, order.taxIncluded) })),
];

/** The same of what is left of it: neither called off nor given back. */
export const costsLeftOf = (order: RefundableOrder): Cost[] => [
  { merchantId: null, amount: Math.max(0, grossOfShipping(order) - order.settledShipping) },
  ...order.lines.map(({ merchantId, settledAmount, ...line }) => ({
    merchantId,
    amount: Math.max(0, grossOfLine(line, order.taxIncluded) - settledAmount),
  })),
];

/**
 * How much of a sum that befell an order as a whole is one of its merchants' to know: all of it where nobody else has a part in
 * the order, otherwise the part that falls on the merchant's own lines, by what they cost. The parts of all and of the shipping
 * add up to the sum. Without a merchant, for whoever runs the shop, it is the sum.
 */
export function ownShare(amount: number, costs: readonly Cost[], merchantId: string | undefined): number {
  if (!merchantId || isSoleOwner(costs, merchantId)) return amount;
  const shares = allocate(
    amount,
    costs.map((cost) => cost.amount),
  );
  return costs.reduce((sum, cost, index) => sum + (cost.merchantId === merchantId ? (shares[index] ?? 0) : 0), 0);
}

const isSoleOwner = (costs: readonly Cost[], merchantId: string): boolean =>
  costs.every((cost) => cost.merchantId === null || cost.merchantId === merchantId);
