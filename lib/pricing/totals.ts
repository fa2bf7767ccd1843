import { allocate, type Currency, chargeable, chargeStep } from "@/lib/core/money";
import { type TaxRates, taxOn, taxWithin } from "./tax-amount";

export interface TotalsLine {
  unitAmount: number;
  quantity: number;
  taxClass: string;
}

/** Where a tax authority wants fractions rounded: on every line, or once on the sum of each rate. */
export type TaxRounding = "line" | "order";

export interface TotalsInput {
  currency: Currency;
  lines: readonly TotalsLine[];
  /** Off the lines together; shared out over them in proportion. */
  discountAmount?: number;
  shippingAmount: number;
  taxIncluded: boolean;
  taxRounding?: TaxRounding;
  /** Empty: tax is not known yet and counts as none. */
  rates: TaxRates;
}

/** All in minor units. */
export interface Totals {
  currency: Currency;
  /** `totalAmount` is after the line's part of the discount. */
  lines: { totalAmount: number; discountAmount: number; taxAmount: number; taxRatePpm: number }[];
  subtotalAmount: number;
  discountAmount: number;
  shippingAmount: number;
  shippingTaxAmount: number;
  /** Shipping's included. Part of the total already where prices include tax; added where they do not. */
  taxAmount: number;
  totalAmount: number;
  taxIncluded: boolean;
}

/**
 * The one place where a total is made: cart, checkout, order, charge and invoice all come from here. Shipping is taxed by
 * its own rate where there is one; otherwise by the standard rate inside prices that include tax, and not at all on top
 * of prices that do not: there it follows the goods, and with goods that nobody taxes it is free of tax too. Every amount can be charged and refunded: what of a price can't is given away
 * with the discount.
 */
export function totalsOf(input: TotalsInput): Totals {
  const { currency, taxIncluded, taxRounding = "line", rates } = input;
  const step = chargeStep(currency);
  const shippingAmount = chargeable(input.shippingAmount, currency);
  const gross = input.lines.map((line) => line.unitAmount * line.quantity);
  const subtotalAmount = gross.reduce((sum, amount) => sum + amount, 0);
  const payable = gross.map((amount) => chargeable(amount, currency));
  const most = payable.reduce((sum, amount) => sum + amount, 0);
  const shared = allocate(chargeable(Math.min(input.discountAmount ?? 0, most), currency), payable, step);
  const discounts = gross.map((amount, index) => amount - (payable[index] ?? 0) + (shared[index] ?? 0));
  const discountAmount = discounts.reduce((sum, amount) => sum + amount, 0);
  const goods = input.lines.map((line, index) => ({
    amount: (gross[index] ?? 0) - (discounts[index] ?? 0),
    ratePpm: rates[line.taxClass] ?? rates.standard ?? 0,
  }));
  const isExempt = !taxIncluded && goods.every(({ ratePpm }) => ratePpm === 0);
  const shippingRate = isExempt ? 0 : (rates.shipping ?? (taxIncluded ? (rates.standard ?? 0) : 0));
  const taxed = [...goods, { amount: shippingAmount, ratePpm: shippingRate }];
  const taxes = taxesOf(taxed, { taxIncluded, rounding: taxRounding, step });
  const taxAmount = taxes.reduce((sum, tax) => sum + tax, 0);
  return {
    currency,
    lines: input.lines.map((_, index) => ({
      totalAmount: taxed[index]?.amount ?? 0,
      discountAmount: discounts[index] ?? 0,
      taxAmount: taxes[index] ?? 0,
      taxRatePpm: taxed[index]?.ratePpm ?? 0,
    })),
    subtotalAmount,
    discountAmount,
    shippingAmount,
    shippingTaxAmount: taxes.at(-1) ?? 0,
    taxAmount,
    taxIncluded,
    totalAmount: subtotalAmount - discountAmount + shippingAmount + (taxIncluded ? 0 : taxAmount),
  };
}

interface Taxed {
  amount: number;
  ratePpm: number;
}

/** Rounded once an order, the tax of a rate is shared out by largest remainder, so that the lines add up to it. */
function taxesOf(
  taxed: readonly Taxed[],
  { taxIncluded, rounding, step }: { taxIncluded: boolean; rounding: TaxRounding; step: number },
): number[] {
  const taxOf = taxIncluded ? taxWithin : taxOn;
  if (rounding === "line") return taxed.map(({ amount, ratePpm }) => taxOf(amount, ratePpm, step));
  const taxes = taxed.map(() => 0);
  const places = taxed.map((each, place) => ({ ...each, place }));
  for (const [ratePpm, alike] of Map.groupBy(places, (each) => each.ratePpm)) {
    const amounts = alike.map(({ amount }) => amount);
    const tax = taxOf(
      amounts.reduce((sum, amount) => sum + amount, 0),
      ratePpm,
      step,
    );
    for (const [index, part] of allocate(tax, amounts, step).entries()) taxes[alike[index]?.place ?? 0] = part;
  }
  return taxes;
}
