import type { Money } from "@/lib/core/money";

/** What a shopper saves against the was-price; null when there is nothing to boast of. Percent is rounded down. */
export function saving(price: Money, compareAt: Money | null): { amount: Money; percent: number } | null {
  if (!compareAt || compareAt.currency !== price.currency || compareAt.amount <= price.amount) return null;
  const amount = compareAt.amount - price.amount;
  return { amount: { amount, currency: price.currency }, percent: Math.floor((amount * 100) / compareAt.amount) };
}
