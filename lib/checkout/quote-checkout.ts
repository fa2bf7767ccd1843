import type { CartView } from "@/lib/cart/cart";
import { leavingOf, shipsFromOfAll } from "@/lib/cart/leaving";
import { type Aside, readCart } from "@/lib/cart/read-cart";
import type { Db, Tx } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { type Credit, readCredit } from "@/lib/payments/read-credit";
import { type Totals, totalsOf } from "@/lib/pricing/totals";
import { type DeliveryQuote, type ShippingMethod, shippingAmount } from "@/lib/shipping/delivery";
import { readDeliveryQuotes } from "@/lib/shipping/read-quotes";
import { readTaxRates } from "@/lib/tax/read-rates";

/** What an order of this cart would come to, for one way to ship and one destination. */
export interface CheckoutQuote {
  cart: CartView;
  quotes: DeliveryQuote[];
  chosen: DeliveryQuote;
  totals: Totals;
  /** What gift card and store credit would pay of it. */
  credit: Credit;
  /** The day the last line leaves, where one is sold before it is there; the delivery days are counted from it. */
  shipsFrom: string | null;
  /** False where tax depends on a state that is not known yet (the US): the total is then without tax. */
  taxKnown: boolean;
}

/** Which credit a shopper wants to pay with. */
export interface CreditChoice {
  codeHash: string | null;
  useStoreCredit: boolean;
}

const noCredit: Credit = { parts: [], amount: 0, storeCredit: 0, cardRefused: false };

/**
 * Prices a customer's cart as the order would be priced. Null when the market ships nothing there. With a credit of null
 * it is not asked what the customer has.
 */
export async function quoteCheckout(
  db: Db | Tx,
  wish: {
    customerId: string;
    market: Market;
    shippingMethod?: ShippingMethod;
    state?: string;
    credit?: CreditChoice | null;
    aside?: Aside;
  },
  now: Date,
): Promise<CheckoutQuote | null> {
  const {
    customerId,
    market,
    shippingMethod,
    state = "",
    credit = { codeHash: null, useStoreCredit: false },
    aside,
  } = wish;
  const cart = await readCart(db, customerId, market, now, aside);
  const [quotes, rates] = [
    await readDeliveryQuotes(db, market, leavingOf(cart.lines, now)),
    await readTaxRates(db, market.region, state),
  ];
  const chosen = quotes.find((quote) => quote.method === shippingMethod) ?? quotes[0];
  if (!chosen) return null;
  const totals = totalsOf({
    currency: market.currency,
    lines: cart.lines.map((line) => ({
      unitAmount: line.unitPrice.amount,
      quantity: line.quantity,
      taxClass: line.taxClass,
    })),
    shippingAmount: shippingAmount(
      chosen,
      cart.lines.reduce((sum, line) => sum + line.unitPrice.amount * line.quantity, 0),
    ),
    taxIncluded: market.taxIncluded,
    taxRounding: market.taxRounding,
    rates,
  });
  return {
    cart,
    quotes,
    chosen,
    totals,
    credit:
      credit === null
        ? noCredit
        : await readCredit(db, { customerId, currency: market.currency, ...credit }, totals.totalAmount, now),
    shipsFrom: shipsFromOfAll(cart.lines),
    taxKnown: market.taxIncluded || state !== "",
  };
}
