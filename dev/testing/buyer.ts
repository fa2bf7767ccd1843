import { addLine } from "../../lib/cart/change-cart";
import { placeOrder } from "../../lib/checkout/place-order";
import { quoteCheckout } from "../../lib/checkout/quote-checkout";
import type { CheckoutForm } from "../../lib/checkout/schemas";
import { newId } from "../../lib/core/ids";
import type { Db } from "../../lib/db/client";
import { type Locale, requireMarket } from "../../lib/i18n/markets";
import type { FixtureVariant } from "./fixtures";

export const noon = new Date("2026-03-02T12:00:00Z");

export function formOf(locale: Locale, expectedTotal: number, more: Partial<CheckoutForm> = {}): CheckoutForm {
  const us = locale.endsWith("US");
  return {
    locale,
    idempotencyKey: newId(),
    email: "mara@example.com",
    name: "Mara Lindqvist",
    line1: "2450 Harrison St",
    line2: undefined,
    city: "San Francisco",
    state: us ? "CA" : undefined,
    postalCode: "94110",
    shippingMethod: "standard",
    expectedTotal,
    useStoreCredit: false,
    expectedCredit: 0,
    ...more,
  };
}

/** A new customer with these variants in the cart, and the form that orders them at the price shown. */
export async function makeBuyer(
  db: Db,
  variants: readonly (FixtureVariant & { quantity?: number })[],
  locale: Locale = "en-US",
) {
  const customerId = newId();
  const market = requireMarket(locale);
  for (const variant of variants) await addLine(db, { customerId, quantity: 1, ...variant }, market, noon);
  const state = market.region === "US" ? "CA" : undefined;
  const quote = await quoteCheckout(db, { customerId, market, shippingMethod: "standard", state }, noon);
  return { customerId, market, form: formOf(locale, quote?.totals.totalAmount ?? 0) };
}

/** A placed order that waits for its payment. */
export async function makeOrder(
  db: Db,
  variants: readonly (FixtureVariant & { quantity?: number })[],
  locale: Locale = "en-US",
  now = noon,
) {
  const buyer = await makeBuyer(db, variants, locale);
  const placed = await placeOrder(db, buyer, now);
  if (!placed.ok) throw new Error(`the test's order was refused: ${placed.error.code}`);
  return { ...placed.value, total: buyer.form.expectedTotal, currency: buyer.market.currency };
}
