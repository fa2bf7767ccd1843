import { amountMax, type Currency, currencyExponents, divideRounded, type Money } from "@/lib/core/money";
import { charmPrice } from "./charm-price";
import type { ExchangeRates } from "./exchange-rates";

/**
 * A price in another currency by stored rates, ending as prices end there, and the day of the older rate it rests on.
 * Null when a rate is missing or the outcome is more than an order may cost.
 */
export function convertPrice(
  price: Money,
  to: Currency,
  rates: ExchangeRates,
): { amount: number; day: Date | null } | null {
  const from = rates.get(price.currency);
  const into = rates.get(to);
  if (!from || !into) return null;
  const exact = divideRounded(
    BigInt(price.amount) * into.ratePpm * 10n ** BigInt(currencyExponents[to]),
    from.ratePpm * 10n ** BigInt(currencyExponents[price.currency]),
  );
  if (exact > BigInt(amountMax)) return null;
  const amount = charmPrice(Number(exact), to);
  return amount > amountMax ? null : { amount, day: older(from.day, into.day) };
}

function older(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
