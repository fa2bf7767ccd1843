import { z } from "zod";
import { days } from "@/lib/core/clock";
import type { CheckoutState, DisputeState, FraudWarningState, IntentState, RefundState } from "./provider";

/**
 * What is read of Stripe's objects, the same from an answer of the API and from a webhook, whose version is the account's.
 * What may be null may be left out as well, and a status that has no name here yet is one to wait on and to ask about again:
 * an object that can't be read would be tried for ever.
 */

const currency = z.string().transform((code) => code.toUpperCase());
export const idOrObject = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const seconds = z.number().transform((at) => new Date(at * 1000));

const ourOrder = z.object({ customerId: z.guid(), orderId: z.guid() }).nullable().catch(null);

export const checkoutSchema: z.ZodType<CheckoutState> = z
  .object({
    id: z.string(),
    url: z.string().nullable().catch(null),
    status: z.enum(["open", "complete", "expired"]).catch("open"),
    payment_status: z.enum(["paid", "unpaid", "no_payment_required"]).catch("unpaid"),
    payment_intent: idOrObject.nullish(),
    amount_total: z.number().int().nullish(),
    currency: currency.nullish(),
    metadata: ourOrder,
    client_reference_id: z.guid().nullish().catch(null),
  })
  .transform((session) => ({
    sessionId: session.id,
    url: session.url,
    status: session.status,
    paymentStatus: session.payment_status,
    paymentIntentId: session.payment_intent ?? null,
    amountTotal: session.amount_total ?? null,
    currency: session.currency ?? null,
    order: session.metadata,
    reference: session.client_reference_id ?? null,
  }));

const chargeSchema = z.object({
  amount: z.number().int().nullish(),
  amount_captured: z.number().int().nullish(),
  amount_refunded: z.number().int(),
  captured: z.boolean(),
  payment_method_details: z
    .object({ card: z.object({ capture_before: seconds.optional() }).optional() })
    .nullable()
    .catch(null),
});

/** Of what was set aside, what was not taken; nothing where Stripe does not say how much was. */
function untakenOf({ amount, amount_captured: taken }: z.output<typeof chargeSchema>): number {
  return Math.max(0, (amount ?? 0) - (taken ?? amount ?? 0));
}

/** The states of a Payment Intent, as far as they differ to a shop. */
const intentStatus = {
  requires_payment_method: "unpaid",
  requires_confirmation: "unpaid",
  requires_action: "requires_action",
  processing: "processing",
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "canceled",
} as const;

const errorSchema = z
  .object({ code: z.string().nullish(), decline_code: z.string().nullish(), charge: z.string().nullish() })
  .nullish()
  .catch(null);

/** Where Stripe does not say until when it keeps money aside, the shortest of the card networks' times counts. */
const authorizationMs = days(5);

export const intentSchema: z.ZodType<IntentState> = z
  .object({
    id: z.string(),
    status: z.enum(Object.keys(intentStatus) as [keyof typeof intentStatus]).catch("processing"),
    amount: z.number().int(),
    amount_received: z.number().int(),
    currency,
    created: seconds,
    metadata: ourOrder,
    latest_charge: z.union([chargeSchema, z.string()]).nullish(),
    last_payment_error: errorSchema,
  })
  .transform((intent) => {
    const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
    const status = intentStatus[intent.status];
    const until = charge?.payment_method_details?.card?.capture_before;
    return {
      paymentIntentId: intent.id,
      status,
      amount: intent.amount,
      capturedAmount: intent.amount_received,
      // Money that was set aside and let go may be told as refunded as well; it never was the shop's.
      refundedAmount: charge?.captured ? charge.amount_refunded : 0,
      untakenAmount: charge?.captured ? untakenOf(charge) : 0,
      currency: intent.currency,
      failedChargeId: intent.last_payment_error?.charge ?? null,
      authorizedUntil: status === "authorized" ? (until ?? new Date(intent.created.getTime() + authorizationMs)) : null,
      order: intent.metadata,
    };
  });

/** What Stripe waits for (`requires_action`) is pending to us; a refund it called off has failed. */
const refundStatusSchema = z
  .enum(["pending", "requires_action", "succeeded", "failed", "canceled"])
  .catch("pending")
  .transform((status) => (status === "canceled" ? "failed" : status === "requires_action" ? "pending" : status));

export const refundSchema: z.ZodType<RefundState> = z
  .object({
    id: z.string(),
    payment_intent: idOrObject,
    amount: z.number().int(),
    currency,
    status: refundStatusSchema,
    failure_reason: z.string().nullish(),
    metadata: z.object({ refundId: z.guid() }).nullable().catch(null),
    created: z.int().optional().catch(undefined),
  })
  .transform((refund) => ({
    providerRefundId: refund.id,
    paymentIntentId: refund.payment_intent,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    failure: refund.failure_reason ?? null,
    refundId: refund.metadata?.refundId ?? null,
    createdAt: refund.created === undefined ? undefined : new Date(refund.created * 1_000),
  }));

/** Of a refund that bears our name, as little as it can be written down with. */
export const madeRefundSchema = z
  .object({
    id: z.string(),
    payment_intent: idOrObject.nullish(),
    status: refundStatusSchema,
    failure_reason: z.string().nullish().catch(null),
  })
  .transform((refund) => ({
    providerRefundId: refund.id,
    paymentIntentId: refund.payment_intent ?? null,
    status: refund.status,
    failure: refund.failure_reason ?? null,
  }));

/** When a refund was made, and how its charge stands: the entry in the account's balance is made when it is taken. */
export const refundMadeSchema = z
  .object({
    created: seconds,
    charge: chargeSchema
      .extend({ balance_transaction: z.object({ created: seconds }).nullable().catch(null) })
      .nullable()
      .catch(null),
  })
  .transform(({ created, charge }) => ({
    createdAt: created,
    charge: charge && {
      captured: charge.captured,
      capturedAt: charge.balance_transaction?.created ?? null,
      untakenAmount: untakenOf(charge),
    },
  }));

/** Of a payment that failed: why, and which try it was. */
export const failureSchema = z.object({
  id: z.string(),
  metadata: ourOrder,
  last_payment_error: errorSchema,
});

export const disputeSchema: z.ZodType<DisputeState> = z
  .object({
    id: z.string(),
    payment_intent: idOrObject.nullish(),
    amount: z.number().int(),
    currency,
    reason: z.string(),
    status: z.string(),
    created: seconds,
    evidence_details: z.object({ due_by: seconds.nullable() }).nullable().catch(null),
  })
  .transform((dispute) => ({
    disputeId: dispute.id,
    paymentIntentId: dispute.payment_intent ?? null,
    status: dispute.status,
    reason: dispute.reason,
    amount: dispute.amount,
    currency: dispute.currency,
    dueBy: dispute.evidence_details?.due_by ?? null,
    openedAt: dispute.created,
  }));

/** An early fraud warning: a card's issuer has reported the payment, which may be disputed next. */
export const fraudWarningSchema: z.ZodType<FraudWarningState> = z
  .object({
    id: z.string(),
    payment_intent: idOrObject.nullish(),
    fraud_type: z.string(),
    actionable: z.boolean(),
  })
  .transform((warning) => ({
    warningId: warning.id,
    paymentIntentId: warning.payment_intent ?? null,
    fraudType: warning.fraud_type,
    isActionable: warning.actionable,
  }));
