import Stripe from "stripe";
import { z } from "zod";
import { env } from "@/lib/core/env";
import { type CheckoutRequest, type CheckoutState, type PaymentProvider, PaymentRefused } from "./provider";

const shared = globalThis as { cartwrightStripe?: Stripe };

/** The process's one Stripe client. Ten seconds a call, two retries: Stripe replays by idempotency key. */
export function stripeClient(): Stripe {
  shared.cartwrightStripe ??= new Stripe(env().STRIPE_SECRET_KEY, {
    ...serverOf(env().STRIPE_API_URL),
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
  });
  return shared.cartwrightStripe;
}

/** The payment port on Stripe: hosted Checkout, so that no card ever touches the shop (PCI DSS SAQ A). */
export function stripePayments(stripe: Stripe = stripeClient()): PaymentProvider {
  return {
    openCheckout: (request) =>
      refusing(async () =>
        stateOf(
          await stripe.checkout.sessions.create(sessionParams(request), { idempotencyKey: request.idempotencyKey }),
        ),
      ),
    closeCheckout: (sessionId, idempotencyKey) =>
      refusing(async () => {
        const session = await stripe.checkout.sessions.retrieve(sessionId);
        if (session.status !== "open") return stateOf(session);
        try {
          return stateOf(await stripe.checkout.sessions.expire(sessionId, {}, { idempotencyKey }));
        } catch (error) {
          // Paid or expired between the two calls: it stands as it stands now.
          if (error instanceof Stripe.errors.StripeInvalidRequestError)
            return stateOf(await stripe.checkout.sessions.retrieve(sessionId));
          throw error;
        }
      }),
    refund: ({ paymentIntentId, amount, idempotencyKey, orderId }) =>
      refusing(async () => {
        const refund = await stripe.refunds.create(
          { payment_intent: paymentIntentId, amount, metadata: { orderId } },
          { idempotencyKey },
        );
        return { refundId: refund.id };
      }),
  };
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
        product_data: { name: line.name, ...(line.description ? { description: line.description } : {}) },
      },
    })),
    metadata,
    payment_intent_data: { metadata, description: request.orderNumber },
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
  };
}

function stripeLocale(locale: string): Stripe.Checkout.SessionCreateParams.Locale {
  const language = locale.split("-")[0];
  if (locale === "en-GB") return "en-GB";
  return language === "de" || language === "ja" || language === "fr" || language === "es" ? language : "en";
}

const statusSchema = z.enum(["open", "complete", "expired"]);
const paymentStatusSchema = z.enum(["paid", "unpaid", "no_payment_required"]);

function stateOf(session: Stripe.Checkout.Session): CheckoutState {
  return {
    sessionId: session.id,
    url: session.url,
    status: statusSchema.parse(session.status),
    paymentStatus: paymentStatusSchema.parse(session.payment_status),
    paymentIntentId:
      typeof session.payment_intent === "string" ? session.payment_intent : (session.payment_intent?.id ?? null),
    amountTotal: session.amount_total ?? 0,
    currency: (session.currency ?? "").toUpperCase(),
  };
}

/** Stripe's own "no" becomes ours; an outage stays an outage and is thrown for the job to retry. */
async function refusing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const refused =
      error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeCardError ||
      error instanceof Stripe.errors.StripeIdempotencyError;
    if (refused) throw new PaymentRefused(error.code ?? error.type, error.message);
    throw error;
  }
}

function serverOf(url: string | undefined): Stripe.StripeConfig {
  if (!url) return {};
  const { hostname, port, protocol } = new URL(url);
  const plain = protocol === "http:";
  return { host: hostname, port: Number(port || (plain ? 80 : 443)), protocol: plain ? "http" : "https" };
}
