import Stripe from "stripe";
import { withoutControls } from "@/lib/core/typed-text";
import {
  FailureKept,
  type IntentState,
  NotPermitted,
  type Page,
  type PaymentProvider,
  PaymentRefused,
  ProviderAway,
  type StoredEvent,
  StrangeAnswer,
  type Window,
} from "./provider";
import { requireAbout } from "./require-about";
import { sessionParams } from "./session-params";
import { stripeClient } from "./stripe-client";
import { findRefund, listRefunds, readShape } from "./stripe-refunds";
import { checkoutSchema, disputeSchema, fraudWarningSchema, intentSchema, refundSchema } from "./stripe-shapes";

/** How much of a list is asked for at once: Stripe's most. */
const pageSize = 100;

/** The payment port on Stripe: hosted Checkout, so that no card ever touches the shop (PCI DSS SAQ A). */
export function stripePayments(stripe: Stripe = stripeClient()): PaymentProvider {
  const checkoutOf = (id: string, shape: Stripe.Checkout.Session) => {
    requireAbout(id, shape.id);
    return checkoutSchema.parse(shape);
  };
  const readCheckout = async (id: string) => checkoutOf(id, await stripe.checkout.sessions.retrieve(id));
  const readIntent = async (id: string) => {
    const shape = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
    requireAbout(id, shape.id);
    return readShape(stripe, shape);
  };
  /** Who is refused because it stands otherwise by now is told how it stands; done or refused, it is no longer as it was. */
  const orAsItStands = async (id: string, call: () => Promise<{ id: string }>): Promise<IntentState> => {
    const refusal = await call().then(
      (answer) => requireAbout(id, answer.id),
      (error: unknown) => {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return error;
        throw error;
      },
    );
    const state = await readIntent(id);
    if (state.status === "authorized") throw refusal ?? new StrangeAnswer(`${id} is still set aside, it is said`);
    if (state.status === "requires_action" && !refusal)
      throw new StrangeAnswer(`${id} is still to be paid, it is said`);
    return state;
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
          return checkoutOf(sessionId, await stripe.checkout.sessions.expire(sessionId, {}, { idempotencyKey }));
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
        requireAbout(`${amount} of ${paymentIntentId}`, `${refund.amount} of ${refund.paymentIntentId}`);
        requireAbout(refundId, refund.refundId ?? refundId);
        return { refundId: refund.providerRefundId, status: refund.status };
      }),
    listRefunds: (paymentIntentId) => refusing(() => listRefunds(stripe, paymentIntentId)),
    findRefund: (request) => refusing(() => findRefund(stripe, request)),
    readDispute: (id) =>
      refusing(async () => {
        const shape = await stripe.disputes.retrieve(id);
        requireAbout(id, shape.id);
        return disputeSchema.parse(shape);
      }),
    readFraudWarning: (id) =>
      refusing(async () => {
        const shape = await stripe.radar.earlyFraudWarnings.retrieve(id);
        requireAbout(id, shape.id);
        return fraudWarningSchema.parse(shape);
      }),
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
        return pageOf(page, intentSchema.array().parse(page.data));
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

/** Stripe's own "no" becomes ours, and so does an outage, which is thrown for the job to retry. */
async function refusing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const refused =
      error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError;
    if (refused) throw new PaymentRefused(withoutControls(error.code ?? error.type), saidBy(error));
    if (error instanceof Stripe.errors.StripePermissionError) throw new NotPermitted(saidBy(error), { cause: error });
    if (isSpent(error)) throw new FailureKept(saidBy(error));
    if (isOutage(error)) throw new ProviderAway(saidBy(error), { cause: error });
    throw error;
  }
}

/** Kept beside a payment and a refund: what Postgres can't keep would keep the step from its end, each time. */
const saidBy = ({ message }: Error): string => withoutControls(message);

/**
 * Stripe answers a key with what it answered first, a failure included (its guide to idempotent requests), and refuses it
 * where it was first used with other parameters, as by an earlier release.
 */
const isSpent = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeError &&
  (error.headers?.["idempotent-replayed"] === "true" ||
    (error instanceof Stripe.errors.StripeIdempotencyError && error.code !== "idempotency_key_in_use"));

/** A failure of the API itself is also an answer that is none, such as a proxy's page, and a call that is still worked on. */
const isOutage = (error: unknown): error is Stripe.errors.StripeError =>
  outages.some((kind) => error instanceof kind) ||
  (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500);

const { StripeConnectionError, StripeRateLimitError, StripeAuthenticationError } = Stripe.errors;
const { StripeAPIError, StripeIdempotencyError } = Stripe.errors;
const outages = [
  ...[StripeConnectionError, StripeRateLimitError, StripeAuthenticationError],
  ...[StripeAPIError, StripeIdempotencyError],
];
