import { days } from "@/lib/core/clock";
import { type Currency, chargeable, chargeStep } from "@/lib/core/money";
import { taxOn, taxWithin } from "@/lib/pricing/tax-amount";

/**
 * Glossary. *Exchange*: units come back, and others of the same product go out in their place, as an order of its own
 * that what came back pays for. *Replacement*: what goes out. It may cost as much as what came back or less, and the
 * difference goes back to where the money came from; what costs more is bought anew, so that nobody has to pay in the
 * middle of a return.
 */

/** How long a replacement is kept for a parcel that is on its way. */
export const exchangeHoldMs = days(30);

/** Units that were taken back, and what they come to: `amount` with tax. */
export interface Given {
  quantity: number;
  amount: number;
  taxAmount: number;
}

export interface ReplacementLine {
  unitAmount: number;
  discountAmount: number;
  totalAmount: number;
  taxAmount: number;
  /** What it comes to, tax included: never more than what was given. */
  gross: number;
}

/** Whether a unit may go out in place of one of these. Both as the market shows prices. */
export function isOffered(unitAmount: number, ordered: { totalAmount: number; quantity: number }): boolean {
  return unitAmount > 0 && unitAmount * ordered.quantity <= ordered.totalAmount;
}

/**
 * The line of as many units in place of those given. One that costs as much comes to the same to the last minor unit,
 * however the ordered line's discount and tax had been shared out over its units.
 */
export function replacementOf(
  given: Given,
  { unitAmount, taxRatePpm }: { unitAmount: number; taxRatePpm: number },
  { taxIncluded, currency }: { taxIncluded: boolean; currency: Currency },
): ReplacementLine {
  const paid = taxIncluded ? given.amount : given.amount - given.taxAmount;
  const totalAmount = Math.min(chargeable(unitAmount * given.quantity, currency), paid);
  const own = (taxIncluded ? taxWithin : taxOn)(totalAmount, taxRatePpm, chargeStep(currency));
  const taxAmount = totalAmount === paid ? given.taxAmount : Math.min(own, given.taxAmount);
  const shown = Math.ceil(totalAmount / given.quantity);
  return {
    unitAmount: shown,
    discountAmount: shown * given.quantity - totalAmount,
    totalAmount,
    taxAmount,
    gross: taxIncluded ? totalAmount : totalAmount + taxAmount,
  };
}
