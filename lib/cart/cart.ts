import type { Picture } from "@/lib/catalog/product";
import type { Money } from "@/lib/core/money";

export const quantityMax = 99;
/** Lines in one cart, saved ones included: more is not a shopper. */
export const linesMax = 100;

/** Why a line cannot be bought as it stands. */
export type LineProblem = "sold_out" | "less_stock" | "over_limit" | "unavailable";

/** A line as the cart shows it: price and stock are read live. */
export interface CartLineView {
  productId: string;
  variantId: string;
  merchantId: string;
  merchantName: string;
  sku: string;
  title: string;
  slug: string;
  /** Below the locale. */
  path: string;
  options: { name: string; value: string }[];
  picture: Picture | null;
  hue: number;
  taxClass: string;
  quantity: number;
  savedForLater: boolean;
  unitPrice: Money;
  compareAt: Money | null;
  /** What it cost when the shopper last saw it, if that was another amount in the same currency. */
  priceWas: Money | null;
  /** Free units, this shopper's own holds not counted. */
  free: number;
  /** Units this line may have: what is free, and what one customer may buy. */
  most: number;
  perCustomerMax: number | null;
  /** Many buy it at once: its units are set aside in batches, before the orders. */
  rush: boolean;
  /** Sold through a waiting room: an order needs an admission. */
  waitingRoom: boolean;
  /** The day so many units leave at the earliest, `yyyy-mm-dd`; null: at once. */
  shipsFrom: string | null;
  problem: LineProblem | null;
}

export interface CartView {
  lines: CartLineView[];
  saved: CartLineView[];
  /** Units in `lines`. */
  count: number;
  /** In minor units of the market's currency, over lines that can be bought. */
  subtotal: Money;
}
