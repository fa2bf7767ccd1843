import type { Currency } from "@/lib/core/money";

/** Stripe takes no payment smaller than this, in minor units. */
export const leastCharge: Record<Currency, number> = { USD: 50, EUR: 50, GBP: 30, JPY: 50, AED: 200, KWD: 200 };

/** What a payment has to come to, where this much can't be paid. Null: it can, or there is nothing to pay. */
export function leastChargeAbove(due: number, currency: Currency): number | null {
  return due > 0 && due < leastCharge[currency] ? leastCharge[currency] : null;
}
