import { z } from "zod";
import { attemptPayment } from "../../payments/attempt-payment.ts";
import { findTestToken } from "../../payments/test-cards.ts";
import { intentShape } from "../../shapes/intent-shape.ts";
import { newId } from "../../state/ids.ts";
import type { Intent } from "../../state/records.ts";
import { ApiError, invalidRequest, referenceMissing, wrongState } from "../api-error.ts";
import type { Call } from "../endpoint.ts";
import { expand, ignored, text } from "../param-types.ts";

export const confirmParams = z.strictObject({
  payment_method: text().optional(),
  return_url: text().optional(),
  payment_method_options: ignored,
  use_stripe_sdk: ignored,
  expand,
});

/** Pays with one of Stripe's ready-made test methods (`pm_card_visa` and its kin). */
export function confirmIntent(
  { sandbox, cause }: Call<unknown>,
  intent: Intent,
  token: string | undefined,
  returnUrl: string | undefined,
): Intent {
  if (intent.sessionId !== null) {
    throw wrongState({ message: "You cannot confirm a PaymentIntent that was created by a Checkout Session." });
  }
  if (intent.status !== "requires_payment_method" && intent.status !== "requires_confirmation") {
    throw wrongState({
      code: "payment_intent_unexpected_state",
      message: `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
    });
  }
  if (token === undefined) {
    throw invalidRequest({
      code: "parameter_missing",
      param: "payment_method",
      message: "You cannot confirm this PaymentIntent because it's missing a payment method.",
    });
  }
  const card = findTestToken(token);
  if (!card) throw referenceMissing("PaymentMethod", token, "payment_method");
  const method = {
    type: "card" as const,
    id: newId("pm"),
    brand: card.brand,
    last4: card.number.slice(-4),
    expMonth: 12,
    expYear: 2034,
    authenticated: false,
  };
  const billing = { name: null, email: intent.receiptEmail };
  const tried = attemptPayment(sandbox, intent, { method, billing, behaviour: card.behaviour, returnUrl }, cause);
  const failure = tried.lastFailure;
  if (!failure) return tried;
  throw new ApiError(
    402,
    "card_error",
    {
      code: failure.code,
      message: failure.message,
      ...(failure.declineCode ? { decline_code: failure.declineCode } : {}),
      ...(failure.param ? { param: failure.param } : {}),
      ...(failure.chargeId ? { charge: failure.chargeId } : {}),
      payment_intent: intentShape(tried),
    },
    true,
  );
}
