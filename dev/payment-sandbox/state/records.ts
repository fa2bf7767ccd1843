import { z } from "zod";

/**
 * What the sandbox remembers, in its own words. `shapes/` renders these as Stripe's objects; the journal reads them back
 * through these schemas. Times are seconds of the sandbox's clock unless the name says `At…Ms`.
 */
const metadata = z.record(z.string(), z.string());

export const lineSchema = z.object({
  id: z.string(),
  priceId: z.string(),
  productId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  images: z.array(z.string()),
  productMetadata: metadata,
  metadata,
  unitAmount: z.number(),
  quantity: z.number(),
  taxBehavior: z.string(),
});

const shippingOptionSchema = z.object({
  id: z.string(),
  name: z.string(),
  amount: z.number(),
  taxBehavior: z.string(),
  metadata,
});

const shippingAddressSchema = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  address: z.record(z.string(), z.string().nullable()),
});

const intentDataSchema = z.object({
  captureMethod: z.string(),
  description: z.string().nullable(),
  metadata,
  receiptEmail: z.string().nullable(),
  statementDescriptor: z.string().nullable(),
  statementDescriptorSuffix: z.string().nullable(),
  transferGroup: z.string().nullable(),
  shipping: shippingAddressSchema.nullable(),
});

export const sessionSchema = z.object({
  id: z.string(),
  created: z.number(),
  currency: z.string(),
  lines: z.array(lineSchema),
  shippingOptions: z.array(shippingOptionSchema),
  shippingOptionId: z.string().nullable(),
  customerEmail: z.string().nullable(),
  customer: z.object({ email: z.string(), name: z.string().nullable() }).nullable(),
  clientReferenceId: z.string().nullable(),
  metadata,
  intentData: intentDataSchema,
  intentId: z.string().nullable(),
  successUrl: z.string(),
  cancelUrl: z.string().nullable(),
  expiresAt: z.number(),
  locale: z.string().nullable(),
  allowedMethodTypes: z.array(z.string()).nullable(),
  methodTypes: z.array(z.string()),
  submitType: z.string().nullable(),
  status: z.enum(["open", "complete", "expired"]),
  paymentStatus: z.enum(["unpaid", "paid", "no_payment_required"]),
});

/** Of a card only what a receipt may show is kept: never the number, never the CVC. */
const methodSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("card"),
    id: z.string(),
    brand: z.string(),
    last4: z.string(),
    expMonth: z.number(),
    expYear: z.number(),
    authenticated: z.boolean(),
  }),
  z.object({ type: z.literal("sepa_debit"), id: z.string(), last4: z.string(), country: z.string() }),
  z.object({ type: z.literal("konbini"), id: z.string() }),
]);

const billingSchema = z.object({ name: z.string().nullable(), email: z.string().nullable() });

const failureSchema = z.object({
  code: z.string(),
  declineCode: z.string().nullable(),
  message: z.string(),
  param: z.string().nullable(),
  chargeId: z.string().nullable(),
});

export const intentSchema = intentDataSchema.extend({
  id: z.string(),
  created: z.number(),
  amount: z.number(),
  amountCapturable: z.number(),
  amountReceived: z.number(),
  currency: z.string(),
  clientSecret: z.string(),
  status: z.enum([
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "processing",
    "requires_capture",
    "succeeded",
    "canceled",
  ]),
  sessionId: z.string().nullable(),
  method: methodSchema.nullable(),
  methodTypes: z.array(z.string()),
  billing: billingSchema,
  chargeId: z.string().nullable(),
  lastFailure: failureSchema.nullable(),
  returnUrl: z.string().nullable(),
  canceledAt: z.number().nullable(),
  cancellationReason: z.string().nullable(),
  /** Of a voucher that is to be paid at a till: until when. */
  voucherEndsAtMs: z.number().nullable().default(null),
  settlement: z.object({ atMs: z.number(), succeeds: z.boolean() }).nullable(),
});

export const chargeSchema = z.object({
  id: z.string(),
  created: z.number(),
  amount: z.number(),
  amountCaptured: z.number(),
  amountRefunded: z.number(),
  currency: z.string(),
  intentId: z.string(),
  description: z.string().nullable(),
  metadata,
  method: methodSchema,
  billing: billingSchema,
  receiptEmail: z.string().nullable(),
  status: z.enum(["succeeded", "pending", "failed"]),
  captured: z.boolean(),
  /** Of `amountRefunded`, what was set aside and never taken. */
  releasedAmount: z.number().default(0),
  disputed: z.boolean(),
  disputeAtMs: z.number().nullable(),
  /** Of money that is set aside: when it is let go. */
  captureBefore: z.number().nullable().default(null),
  failure: failureSchema.nullable(),
  balanceTransactionId: z.string().nullable(),
});

export const refundSchema = z.object({
  id: z.string(),
  created: z.number(),
  amount: z.number(),
  currency: z.string(),
  chargeId: z.string(),
  intentId: z.string(),
  reason: z.string().nullable(),
  metadata,
  status: z.enum(["succeeded", "pending", "failed"]),
  balanceTransactionId: z.string().nullable(),
  /** While it is pending: when it is done. */
  settlesAtMs: z.number().nullable().default(null),
});

export const disputeSchema = z.object({
  id: z.string(),
  created: z.number(),
  amount: z.number(),
  currency: z.string(),
  chargeId: z.string(),
  intentId: z.string(),
  reason: z.string(),
  status: z.string(),
  dueBy: z.number(),
});

export const balanceTransactionSchema = z.object({
  id: z.string(),
  created: z.number(),
  amount: z.number(),
  fee: z.number(),
  currency: z.string(),
  type: z.enum(["charge", "payment", "refund", "payment_refund", "adjustment"]),
  sourceId: z.string(),
  description: z.string().nullable(),
});

export const eventSchema = z.object({
  id: z.string(),
  created: z.number(),
  type: z.string(),
  object: z.looseObject({ id: z.string(), object: z.string() }),
  previous: z.record(z.string(), z.unknown()).nullable(),
  requestId: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
});

const attemptSchema = z.object({
  at: z.string(),
  url: z.string(),
  status: z.number().nullable(),
  error: z.string().nullable(),
  elapsedMs: z.number(),
});

export const deliverySchema = z.object({
  /** The event's id. */
  id: z.string(),
  /** `held` waits for its moment; `unsent` had nowhere to go; `dropped` was lost on purpose; both can be redelivered. */
  state: z.enum(["held", "delivered", "given-up", "unsent", "dropped"]),
  dueAtMs: z.number(),
  tries: z.number(),
  copiesLeft: z.number(),
  attempts: z.array(attemptSchema),
});

export const replySchema = z.object({
  /** The idempotency key. */
  id: z.string(),
  atMs: z.number(),
  fingerprint: z.string(),
  requestId: z.string(),
  status: z.number(),
  body: z.string(),
});

export const settingsSchema = z.object({
  id: z.literal("settings"),
  url: z.string().nullable(),
  delayMs: z.number(),
  duplicate: z.number(),
  reorder: z.boolean(),
  reorderWindowMs: z.number(),
  drop: z.number(),
  paused: z.boolean(),
  retryBaseMs: z.number(),
  triesMax: z.number(),
  asyncDelayMs: z.number(),
  refundsReleases: z.boolean().default(false),
  refundsPend: z.boolean().default(false),
  cancelsVouchers: z.boolean().default(false),
  clockOffsetSeconds: z.number(),
});

export type Line = z.infer<typeof lineSchema>;
export type IntentData = z.infer<typeof intentDataSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type Method = z.infer<typeof methodSchema>;
export type Billing = z.infer<typeof billingSchema>;
export type Failure = z.infer<typeof failureSchema>;
export type Intent = z.infer<typeof intentSchema>;
export type Charge = z.infer<typeof chargeSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type Dispute = z.infer<typeof disputeSchema>;
export type BalanceTransaction = z.infer<typeof balanceTransactionSchema>;
export type EventRecord = z.infer<typeof eventSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type Reply = z.infer<typeof replySchema>;
export type Settings = z.infer<typeof settingsSchema>;
