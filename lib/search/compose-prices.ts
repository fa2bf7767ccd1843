import type { Currency } from "@/lib/core/money";
import type { ProductSource } from "@/lib/search/read-product-sources";

/** Rows of catalog_price: the range a list shows in each currency, with the was-price of the cheapest variant. */
export function composePrices({ productId, prices }: ProductSource, currencies: readonly Currency[]) {
  return currencies.flatMap((currency) => {
    const own = prices.filter((price) => price.currency === currency);
    const [cheapest] = own;
    const dearest = own.at(-1);
    if (!cheapest || !dearest) return [];
    return {
      currency,
      product_id: productId,
      amount: cheapest.amount,
      amount_max: dearest.amount,
      compare_at_amount: cheapest.compareAtAmount,
    };
  });
}

export type PriceRow = ReturnType<typeof composePrices>[number];
