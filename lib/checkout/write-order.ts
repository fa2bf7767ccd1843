import type { Tx } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { insertOrder, type NewOrderLine } from "@/lib/orders/insert-order";
import type { ShipTo } from "@/lib/orders/order";
import type { CheckoutQuote } from "./quote-checkout";
import type { CaptureMode } from "./read-capture-mode";
import { Refusal } from "./refusal";
import type { CheckoutForm } from "./schemas";

export interface NewOrder {
  customerId: string;
  orderId: string;
  number: string;
  market: Market;
  form: CheckoutForm;
  quote: CheckoutQuote;
  captureMode: CaptureMode;
  promptOnly: boolean;
  expiresAt: Date;
  now: Date;
}

/**
 * Writes down what a shopper ordered, as the quote has it, and takes its lines out of the cart.
 *
 * @throws {Refusal} where the cart was ordered or changed in another window since it was read.
 */
export async function writeOrder(tx: Tx, order: NewOrder): Promise<void> {
  const { customerId, orderId, number, market, form, quote, captureMode, promptOnly, expiresAt, now } = order;
  const taken = await insertOrder(tx, {
    customerId,
    orderId,
    number,
    idempotencyKey: form.idempotencyKey,
    locale: market.locale,
    currency: market.currency,
    email: form.email,
    shipTo: shipTo(order),
    shipping: quote.chosen,
    totals: quote.totals,
    lines: linesOf(quote),
    creditAmount: quote.credit.amount,
    captureMode,
    promptOnly,
    actor: "shopper",
    takesFromCart: true,
    expiresAt,
    now,
  });
  if (taken < quote.cart.lines.length) throw new Refusal({ code: "cart_changed" });
}

/** Where the form sends the order. */
export function shipTo({ form, market }: Pick<NewOrder, "form" | "market">): ShipTo {
  return {
    name: form.name,
    line1: form.line1,
    ...(form.line2 ? { line2: form.line2 } : {}),
    city: form.city,
    ...(form.state ? { state: form.state } : {}),
    postalCode: form.postalCode,
    country: market.region,
  };
}

function linesOf({ cart, totals }: CheckoutQuote): NewOrderLine[] {
  return cart.lines.map(({ picture, hue, unitPrice, ...line }, position) => ({
    ...line,
    imageKey: picture?.key ?? null,
    imageHue: picture?.hue ?? hue,
    unitAmount: unitPrice.amount,
    discountAmount: totals.lines[position]?.discountAmount ?? 0,
    totalAmount: totals.lines[position]?.totalAmount ?? 0,
    taxAmount: totals.lines[position]?.taxAmount ?? 0,
    taxRatePpm: totals.lines[position]?.taxRatePpm ?? 0,
  }));
}
