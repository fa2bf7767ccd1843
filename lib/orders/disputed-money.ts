import { currencySchema } from "@/lib/core/currency-schema";
import type { Money } from "@/lib/core/money";

/**
 * What a bank questions, as it is told: a bank may reckon in the currency of the shop's account at Stripe, in which the shop sells
 * nothing and writes no amount. Then it is all that was taken, as in readDisputes.
 */
export function disputedMoney(
  { amount, currency }: { amount: number; currency: string },
  taken: { capturedAmount: number; currency: string },
): Money {
  const known = currencySchema.safeParse(currency).data;
  return known
    ? { amount, currency: known }
    : { amount: taken.capturedAmount, currency: currencySchema.parse(taken.currency) };
}
