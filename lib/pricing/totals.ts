import type { Currency } from "@/lib/core/money";
import { type TaxRates, taxOn, taxWithin } from "./tax-amount";

export interface TotalsLine {
  unitAmount: number;
  quantity: number;
  taxClass: string;
}

export interface TotalsInput {
  currency: Currency;
  lines: readonly TotalsLine[];
  shippingAmount: number;
  taxIncluded: boolean;
  /** Empty: tax is not known yet and counts as none. */
  rates: TaxRates;
}

/** All in minor units. */
export interface Totals {
  currency: Currency;
  lines: { totalAmount: number; taxAmount: number; taxRatePpm: number }[];
  subtotalAmount: number;
  shippingAmount: number;
  /** Included in the total already where prices include tax; added where they do not. */
  taxAmount: number;
  totalAmount: number;
  taxIncluded: boolean;
}

/**
 * The one place where a total is made: cart, checkout, order, charge and invoice all come from here.
 * Tax is rounded per line, half up. Where prices include tax, shipping carries the standard rate inside; where they do
 * not (the US), shipping is shown separately and is not taxed.
 */
export function totalsOf({ currency, lines, shippingAmount, taxIncluded, rates }: TotalsInput): Totals {
  const taxOf = taxIncluded ? taxWithin : taxOn;
  const priced = lines.map((line) => {
    const totalAmount = line.unitAmount * line.quantity;
    const taxRatePpm = rates[line.taxClass] ?? rates.standard ?? 0;
    return { totalAmount, taxAmount: taxOf(totalAmount, taxRatePpm), taxRatePpm };
  });
  const subtotalAmount = priced.reduce((sum, line) => sum + line.totalAmount, 0);
  const shippingTax = taxIncluded ? taxWithin(shippingAmount, rates.standard ?? 0) : 0;
  const taxAmount = priced.reduce((sum, line) => sum + line.taxAmount, shippingTax);
  return {
    currency,
    lines: priced,
    subtotalAmount,
    shippingAmount,
    taxAmount,
    taxIncluded,
    totalAmount: subtotalAmount + shippingAmount + (taxIncluded ? 0 : taxAmount),
  };
}
