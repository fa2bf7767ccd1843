import Stripe from "stripe";
import {
  type CheckoutRequest,
  FailureKept,
  type IntentState,
  type Page,
  type PaymentProvider,
  PaymentRefused,
  ProviderAway,
  type StoredEvent,
  type Window,
} from "./provider";
import { stripeClient } from "./stripe-client";
import { listRefunds, readShape } from "./stripe-refunds";
import { checkoutSchema, refundSchema } from "./stripe-shapes";

/** How much of a list is asked for at once: Stripe's most. */
const pageSize = 100;

/** The payment port on Stripe: hosted Checkout, so that no card ever touches the shop (PCI DSS SAQ A). */
export function stripePayments(stripe: Stripe = stripeClient()): PaymentProvider {
  const readCheckout = async (id: string) => checkoutSchema.parse(await stripe.checkout.sessions.retrieve(id));
  const readIntent = async (id: string) =>
    readShape(stripe, await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] }));
  /** Who is refused because it stands otherwise by now is told how it stands. */
  const orAsItStands = async (id: string, call: () => Promise<unknown>): Promise<IntentState> => {
    try {
      await call();
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
      const state = await readIntent(id);
      if (state.status === "authorized") throw error;
      return state;
    }
    return readIntent(id);
  };
  return {
    openCheckout: (request) =>
      refusing(async () =>
        checkoutSchema.parse(
          await stripe.checkout.sessions.create(sessionParams(request), { idempotencyKey: request.idempotencyKey }),
        ),
      ),
    closeCheckout: (sessionId, idempotencyKey) =>
      refusing(async () => {
        const session = await readCheckout(sessionId);
        if (session.status !== "open") return session;
        try {
          return checkoutSchema.parse(await stripe.checkout.sessions.expire(sessionId, {}, { idempotencyKey }));
        } catch (error) {
          // Paid or expired between the two calls: it stands as it stands now.
          if (error instanceof Stripe.errors.StripeInvalidRequestError) return readCheckout(sessionId);
          throw error;
        }
      }),
    readCheckout: (sessionId) => refusing(() => readCheckout(sessionId)),
    readIntent: (id) => refusing(() => readIntent(id)),
    capture: ({ paymentIntentId, amount, idempotencyKey }) =>
      refusing(() =>
        orAsItStands(paymentIntentId, () =>
          stripe.paymentIntents.capture(paymentIntentId, { amount_to_capture: amount }, { idempotencyKey }),
        ),
      ),
    release: ({ paymentIntentId, idempotencyKey }) =>
      refusing(() =>
        orAsItStands(paymentIntentId, () => stripe.paymentIntents.cancel(paymentIntentId, {}, { idempotencyKey })),
      ),
    refund: ({ paymentIntentId, amount, idempotencyKey, orderId, refundId }) =>
      refusing(async () => {
        const refund = refundSchema.parse(
          await stripe.refunds.create(
            { payment_intent: paymentIntentId, amount, metadata: { orderId, refundId } },
            { idempotencyKey },
          ),
        );
        return { refundId: refund.providerRefundId, status: refund.status };
      }),
    listRefunds: (paymentIntentId) => refusing(() => listRefunds(stripe, paymentIntentId)),
    listEvents: (window) =>
      refusing(async () => {
        const page = await stripe.events.list(windowParams(window));
        const storedOf = (event: Stripe.Event): StoredEvent => ({
          eventId: event.id,
          type: event.type,
          payload: event,
        });
        return pageOf(page, page.data.map(storedOf));
      }),
    listIntents: (window) =>
      refusing(async () => {
        const page = await stripe.paymentIntents.list({ ...windowParams(window), expand: ["data.latest_charge"] });
        return pageOf(page, await Promise.all(page.data.map((shape) => readShape(stripe, shape))));
      }),
  };
}

const toSeconds = (at: Date) => Math.floor(at.getTime() / 1_000);

function windowParams({ from, until, after }: Window) {
  return {
    limit: pageSize,
    created: { gte: toSeconds(from), lt: toSeconds(until) },
    ...(after ? { starting_after: after } : {}),
  };
}

function pageOf<Item>({ data, has_more: hasMore }: Stripe.ApiList<{ id: string }>, items: Item[]): Page<Item> {
  return { items, next: hasMore ? (data.at(-1)?.id ?? null) : null };
}

function sessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
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
    expires_at: toSeconds(request.expiresAt),
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
  const kept = name.slice(0, nameMax - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…`;
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

/** Stripe's own "no" becomes ours, and so does an outage, which is thrown for the job to retry. */
async function refusing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const refused =
      error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeCardError ||
      error instanceof Stripe.errors.StripeIdempotencyError;
    // The same call is still being worked on elsewhere: not a no.
    if (refused && error.code !== "idempotency_key_in_use")
      throw new PaymentRefused(error.code ?? error.type, error.message);
    if (isKeptFailure(error)) throw new FailureKept(error.message);
    if (isOutage(error)) throw new ProviderAway(error.message, { cause: error });
    throw error;
  }
}

/** Stripe answers a key with what it answered first, a failure of its own included (its guide to idempotent requests). */
const isKeptFailure = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeError &&
  (error.statusCode ?? 0) >= 500 &&
  error.headers?.["idempotent-replayed"] === "true";

const isOutage = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeRateLimitError ||
  error instanceof Stripe.errors.StripeAuthenticationError ||
  (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500);
