import type Stripe from "stripe";
import { cutText } from "@/lib/core/cut-text";
import type { CheckoutRequest } from "./provider";

/** What Stripe is asked for when a hosted page is opened. */
export function sessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { orderId: request.orderId, customerId: request.customerId, orderNumber: request.orderNumber };
  return {
    mode: "payment",
    client_reference_id: request.orderId,
    customer_email: request.email,
    locale: stripeLocale(request.locale),
    line_items: request.lines.map((line) => ({
      quantity: line.quantity,
      price_data: {
        currency: request.currency.toLowerCase(),
        unit_amount: line.unitAmount,
        product_data: { name: shortened(line.name), ...(line.description ? { description: line.description } : {}) },
      },
    })),
    metadata,
    ...(request.promptOnly ? { excluded_payment_method_types: paidLater } : {}),
    // The market has the currency: a buyer pays what the shop's page says, whatever the account's settings are.
    adaptive_pricing: { enabled: false },
    payment_intent_data: {
      metadata,
      description: request.orderNumber,
      ...(request.captureMode === "on_shipment" ? { capture_method: "manual" as const } : {}),
    },
    expires_at: Math.floor(request.expiresAt.getTime() / 1_000),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
  };
}

/** Vouchers and bank transfers, as Stripe names them: the payments that wait for their buyer once the page is done. */
const paidLater: Stripe.Checkout.SessionCreateParams.ExcludedPaymentMethodType[] = [
  "boleto",
  "konbini",
  "multibanco",
  "oxxo",
  "customer_balance",
];

/** A line's name may have so many characters at Stripe; an imported title may have more. */
const nameMax = 250;

function shortened(name: string): string {
  if (name.length <= nameMax) return name;
  return `${cutText(name, nameMax - 1).trimEnd()}…`;
}

/** The languages that Stripe's page speaks. */
const spoken = [
  ...(["bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr"] as const),
  ...(["hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru"] as const),
  ...(["sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"] as const),
] satisfies Stripe.Checkout.SessionCreateParams.Locale[];

/** The market's, else its language; one that Stripe does not speak is left to the buyer's browser. */
function stripeLocale(locale: string): Stripe.Checkout.SessionCreateParams.Locale {
  const [language] = locale.split("-");
  return spoken.find((each) => each === locale) ?? spoken.find((each) => each === language) ?? "auto";
}
