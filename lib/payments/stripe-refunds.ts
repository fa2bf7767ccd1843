import Stripe from "stripe";
import { type IntentState, type MadeRefund, mayBeUntaken, type RefundState } from "./provider";
import { requireAbout } from "./require-about";
import { intentSchema, madeRefundSchema, refundMadeSchema, refundSchema } from "./stripe-shapes";

/** How long after a capture Stripe's own refund of the rest may come: nobody's hand is as quick. */
const atOnceMs = 5_000;

/**
 * Every refund of a payment. What was set aside and never taken is none, though Stripe made one of it until
 * `2025-03-31.basil`, and may still where somebody takes a part in the back office of an account whose own version is
 * older (changelog, "Partially capturing or canceling payments no longer creates a Refund").
 */
export async function listRefunds(stripe: Stripe, paymentIntentId: string): Promise<RefundState[]> {
  const params = { payment_intent: paymentIntentId, limit: 100, expand: ["data.charge.balance_transaction"] };
  const newestFirst = await stripe.refunds.list(params).autoPagingToArray({ limit: 1_000 });
  const refunds = newestFirst.filter((refund) => refund.payment_intent !== null);
  const release = refunds.findLast(isRelease);
  const listed = refunds.filter((refund) => refund !== release).map((refund) => refundSchema.parse(refund));
  for (const refund of listed) requireAbout(paymentIntentId, refund.paymentIntentId);
  return listed;
}

/**
 * A refund of ours, known by the id that it was given. Nothing else is asked for: a key may list refunds and not read the
 * account's balance, and one that can't be read beside it says nothing of ours.
 */
export async function findRefund(
  stripe: Stripe,
  { paymentIntentId, refundId }: { paymentIntentId: string; refundId: string },
): Promise<MadeRefund | null> {
  const params = { payment_intent: paymentIntentId, limit: 100 };
  const listed = await stripe.refunds.list(params).autoPagingToArray({ limit: 1_000 });
  const ours = listed.find(({ metadata }) => metadata?.refundId === refundId);
  if (!ours) return null;
  const made = madeRefundSchema.parse(ours);
  requireAbout(paymentIntentId, made.paymentIntentId ?? paymentIntentId);
  return made;
}

/** Of exactly what was not taken, without a name of ours, and made in the moment of the capture, or without one. */
function isRelease(shape: Stripe.Refund): boolean {
  const { amount, refundId } = refundSchema.parse(shape);
  const { createdAt, charge } = refundMadeSchema.parse(shape);
  if (refundId || !charge) return false;
  if (!charge.captured) return true;
  const { capturedAt, untakenAmount } = charge;
  const atOnce = capturedAt !== null && createdAt.getTime() - capturedAt.getTime() < atOnceMs;
  return atOnce && amount === untakenAmount;
}

/**
 * A payment as it stands. Where only a part was taken, `amount_refunded` may count the rest or not, and once it is as
 * large as the rest, only the refunds themselves tell. A key that may not list them reads it as it stands.
 */
export async function readShape(stripe: Stripe, shape: Stripe.PaymentIntent): Promise<IntentState> {
  const intent = intentSchema.parse(shape);
  if (!mayBeUntaken(intent)) return intent;
  const refunds = await listRefunds(stripe, intent.paymentIntentId).catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripePermissionError) return null;
    throw error;
  });
  if (!refunds) return intent;
  const standing = refunds.filter(({ status }) => status !== "failed");
  return { ...intent, refundedAmount: standing.reduce((sum, { amount }) => sum + amount, 0) };
}
