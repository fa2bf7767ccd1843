import { z } from "zod";
import { cancelIntent } from "../../payments/cancel-intent.ts";
import { captureIntent } from "../../payments/capture-intent.ts";
import { openIntent } from "../../payments/intents.ts";
import { intentShape } from "../../shapes/intent-shape.ts";
import type { Intent } from "../../state/records.ts";
import { requireChargeable, requireWholeSteps } from "../amounts.ts";
import { invalidRequest, resourceMissing, wrongState } from "../api-error.ts";
import { type Call, type Endpoint, endpoint } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { listPage, listShape } from "../list-page.ts";
import {
  boolean,
  currency,
  email,
  expand,
  ignored,
  integer,
  metadata,
  pagination,
  shipping,
  text,
  unplayed,
} from "../param-types.ts";
import { confirmIntent, confirmParams } from "./confirm-intent.ts";
import { intentDataOf } from "./intent-data.ts";
import { mergeKeys } from "./metadata.ts";

const createParams = z.strictObject({
  amount: integer(1),
  currency,
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).default("automatic_async"),
  confirm: boolean.default(false),
  payment_method: text().optional(),
  allowed_payment_method_types: ignored,
  excluded_payment_method_types: ignored,
  automatic_payment_methods: ignored,
  payment_method_options: ignored,
  return_url: text().optional(),
  description: text(1000).optional(),
  metadata: metadata.default({}),
  receipt_email: email.optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_group: text().optional(),
  shipping: shipping.optional(),
  customer: unplayed,
  setup_future_usage: unplayed,
  off_session: unplayed,
  application_fee_amount: unplayed,
  transfer_data: unplayed,
  expand,
});

const captureParams = z.strictObject({
  amount_to_capture: integer(1).optional(),
  metadata: metadata.optional(),
  statement_descriptor: ignored,
  statement_descriptor_suffix: ignored,
  final_capture: unplayed,
  application_fee_amount: unplayed,
  transfer_data: unplayed,
  expand,
});

const cancelParams = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
  expand,
});

const updateParams = z.strictObject({
  metadata: metadata.optional(),
  description: z.string().optional(),
  receipt_email: email.optional(),
  expand,
});

const path = "/v1/payment_intents";

export const intentEndpoints: Endpoint[] = [
  endpoint("POST", path, createParams, createIntent),
  endpoint("GET", path, z.strictObject({ ...pagination, customer: unplayed, customer_account: unplayed }), listIntents),
  endpoint("GET", `${path}/:id`, z.strictObject({ client_secret: ignored, expand }), (call) =>
    shown(call, requireIntent(call)),
  ),
  endpoint("POST", `${path}/:id`, updateParams, updateIntent),
  endpoint("POST", `${path}/:id/confirm`, confirmParams, (call) =>
    shown(call, confirmIntent(call, requireIntent(call), call.params.payment_method, call.params.return_url)),
  ),
  endpoint("POST", `${path}/:id/capture`, captureParams, capture),
  endpoint("POST", `${path}/:id/cancel`, cancelParams, cancel),
];

function requireIntent({ sandbox, id }: Call<unknown>): Intent {
  const intent = sandbox.store.intents.get(id);
  if (!intent) throw resourceMissing("payment_intent", id, "intent");
  return intent;
}

function shown(call: Call<{ expand?: string[] }>, intent: Intent): object {
  return expandShape(call.sandbox, intentShape(intent), call.params.expand);
}

function createIntent(call: Call<z.output<typeof createParams>>): object {
  const { sandbox, params, cause } = call;
  requireChargeable(params.amount, params.currency, "amount");
  if (params.confirm && params.payment_method === undefined) {
    throw invalidRequest({
      code: "parameter_missing",
      param: "payment_method",
      message: "You cannot confirm this PaymentIntent because it's missing a payment method.",
    });
  }
  const opened = openIntent(
    sandbox,
    {
      ...intentDataOf(params),
      amount: params.amount,
      currency: params.currency,
      sessionId: null,
      methodTypes: ["card"],
    },
    cause,
  );
  return shown(call, params.confirm ? confirmIntent(call, opened, params.payment_method, params.return_url) : opened);
}

function listIntents({ sandbox, params }: Call<z.output<z.ZodObject<typeof pagination>>>): object {
  const { records, hasMore } = listPage(sandbox.store.intents, params, { noun: "payment_intent" });
  return expandShape(sandbox, listShape(path, records.map(intentShape), hasMore), params.expand);
}

function updateIntent(call: Call<z.output<typeof updateParams>>): object {
  const intent = requireIntent(call);
  const { description, receipt_email: receiptEmail } = call.params;
  return shown(
    call,
    call.sandbox.store.intents.put({
      ...intent,
      metadata: mergeKeys(intent.metadata, call.params.metadata),
      description: description === undefined ? intent.description : description || null,
      receiptEmail: receiptEmail ?? intent.receiptEmail,
    }),
  );
}

function capture(call: Call<z.output<typeof captureParams>>): object {
  const { sandbox, params, cause } = call;
  const intent = requireIntent(call);
  const charge = intent.chargeId ? sandbox.store.charges.get(intent.chargeId) : null;
  if (intent.status !== "requires_capture" || !charge) {
    throw wrongState({
      code: "payment_intent_unexpected_state",
      message: `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    });
  }
  const amount = params.amount_to_capture ?? intent.amountCapturable;
  if (amount > intent.amountCapturable) {
    throw wrongState({
      code: "amount_too_large",
      param: "amount_to_capture",
      message: `The requested capture amount is greater than the amount you can capture for this charge: ${amount} > ${intent.amountCapturable}.`,
    });
  }
  requireWholeSteps(amount, intent.currency, "amount_to_capture");
  const named = { ...intent, metadata: mergeKeys(intent.metadata, params.metadata) };
  return shown(call, captureIntent(sandbox, named, charge, amount, cause));
}

function cancel(call: Call<z.output<typeof cancelParams>>): object {
  const intent = requireIntent(call);
  const ended = intent.status === "succeeded" || intent.status === "canceled" || intent.status === "processing";
  if (ended) {
    throw wrongState({
      code: "payment_intent_unexpected_state",
      message: `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action.`,
    });
  }
  if (intent.sessionId !== null && intent.status !== "requires_capture") {
    const { settings, store } = call.sandbox;
    if (!settings.cancelsVouchers || store.sessions.get(intent.sessionId)?.status === "open") {
      throw wrongState({
        code: "payment_intent_unexpected_state",
        message:
          "You can directly cancel the PaymentIntent of a Checkout Session only when it has a status of requires_capture: expire the session instead.",
      });
    }
  }
  return shown(call, cancelIntent(call.sandbox, intent, call.params.cancellation_reason ?? null, call.cause));
}
