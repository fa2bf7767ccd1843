import type { Currency } from "@/lib/core/money";
import type { ProductSource } from "@/lib/search/read-sources";

/** Rows of catalog_price: the range a list shows in each currency, with the was-price of the cheapest variant. */
export function composePrices({ productId, variants }: ProductSource, currencies: readonly Currency[]) {
  return currencies.flatMap((currency) => {
    const prices = variants.flatMap((variant) => variant.prices.filter((price) => price.currency === currency));
    const [cheapest] = prices.toSorted((a, b) => a.amount - b.amount);
    if (!cheapest) return [];
    return {
      currency,
      product_id: productId,
      amount: cheapest.amount,
      amount_max: Math.max(...prices.map(({ amount }) => amount)),
      compare_at_amount: cheapest.compareAtAmount,
    };
  });
}

export type PriceRow = ReturnType<typeof composePrices>[number];
