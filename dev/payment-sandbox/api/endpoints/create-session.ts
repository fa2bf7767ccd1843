import { sessionTotals } from "../../payments/session-totals.ts";
import { planExpiry } from "../../payments/sessions.ts";
import { sessionShape } from "../../shapes/session-shape.ts";
import { newId } from "../../state/ids.ts";
import type { Session } from "../../state/records.ts";
import { requireChargeable, requireWholeSteps } from "../amounts.ts";
import { invalidRequest } from "../api-error.ts";
import type { Call } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { intentDataOf } from "./intent-data.ts";
import { setKeys } from "./metadata.ts";
import type { CreateSessionParams } from "./session-params.ts";

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 60 * 60;
const playedTypes = ["card", "sepa_debit", "konbini"];

export function createSession({ sandbox, params }: Call<CreateSessionParams>): object {
  const created = sandbox.nowSeconds();
  const currency = oneCurrency(params);
  const shippingOptions = params.shipping_options.map(({ shipping_rate_data: rate }) => ({
    id: newId("shr"),
    name: rate.display_name,
    amount: rate.fixed_amount.amount,
    taxBehavior: rate.tax_behavior,
    metadata: rate.metadata,
  }));
  const session: Session = {
    id: newId("cs_test", 58),
    created,
    currency,
    lines: params.line_items.map(lineOf),
    shippingOptions,
    shippingOptionId: shippingOptions[0]?.id ?? null,
    customerEmail: params.customer_email ?? null,
    customer: null,
    clientReferenceId: params.client_reference_id ?? null,
    metadata: setKeys(params.metadata),
    intentData: intentDataOf(params.payment_intent_data),
    intentId: null,
    successUrl: params.success_url,
    cancelUrl: params.cancel_url ?? null,
    expiresAt: expiryOf(params.expires_at, created),
    locale: params.locale ?? null,
    allowedMethodTypes: params.allowed_payment_method_types ?? null,
    methodTypes: offeredTypes(params, currency),
    submitType: params.submit_type ?? null,
    status: "open",
    paymentStatus: "unpaid",
  };
  requirePayable(session);
  sandbox.store.sessions.put(session);
  planExpiry(sandbox, session);
  return expandShape(sandbox, sessionShape(session, sandbox.url), params.expand);
}

function lineOf({ price_data: price, quantity, metadata }: CreateSessionParams["line_items"][number]) {
  return {
    id: newId("li"),
    priceId: newId("price"),
    productId: newId("prod", 14),
    name: price.product_data.name,
    description: price.product_data.description ?? null,
    images: price.product_data.images,
    productMetadata: setKeys(price.product_data.metadata),
    metadata: setKeys(metadata),
    unitAmount: price.unit_amount,
    quantity,
    taxBehavior: price.tax_behavior,
  };
}

/** Every line and every delivery must be in one currency. */
function oneCurrency(params: CreateSessionParams): string {
  const first = params.currency ?? params.line_items[0]?.price_data.currency ?? "";
  const amounts = [
    ...params.line_items.map((line, i) => ({
      currency: line.price_data.currency,
      amount: line.price_data.unit_amount,
      param: `line_items[${i}][price_data]`,
    })),
    ...params.shipping_options.map(({ shipping_rate_data: { fixed_amount } }, i) => ({
      ...fixed_amount,
      param: `shipping_options[${i}][shipping_rate_data][fixed_amount]`,
    })),
  ];
  for (const { currency, amount, param } of amounts) {
    if (currency !== first) {
      throw invalidRequest({
        param: `${param}[currency]`,
        message: `All amounts of a Checkout Session must be in one currency: expected ${first}, got ${currency}.`,
      });
    }
    requireWholeSteps(amount, currency, `${param}[${param.startsWith("line") ? "unit_amount" : "amount"}]`);
  }
  return first;
}

/**
 * Since 2026-10-28 the shop no longer lists the methods (`payment_method_types` is unknown): it narrows those there are.
 * A debit or a voucher can't be set aside and taken later: Stripe leaves them out of a page that captures by hand. Tills
 * take yen.
 */
function offeredTypes(params: CreateSessionParams, currency: string): string[] {
  const allowed = params.allowed_payment_method_types ?? playedTypes;
  const excluded = params.excluded_payment_method_types;
  const manual = params.payment_intent_data?.capture_method === "manual";
  const offered = playedTypes.filter(
    (type) =>
      allowed.includes(type) &&
      !excluded.includes(type) &&
      !(manual && type !== "card") &&
      !(currency !== "jpy" && type === "konbini"),
  );
  if (offered.length > 0) return offered;
  throw invalidRequest({
    param: "allowed_payment_method_types",
    message: `No payment method is left for this Checkout Session. The payment sandbox plays ${playedTypes.join(", ")}.`,
  });
}

/** A session for nothing is fine (it completes without a payment); one for too little is not. */
function requirePayable(session: Session): void {
  const { total } = sessionTotals(session);
  if (total > 0) requireChargeable(total, session.currency, "line_items");
}

function expiryOf(wanted: number | undefined, created: number): number {
  const expiresAt = wanted ?? created + longestSeconds;
  if (expiresAt < created + shortestSeconds) {
    throw invalidRequest({
      param: "expires_at",
      message: "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    });
  }
  if (expiresAt > created + longestSeconds) {
    throw invalidRequest({
      param: "expires_at",
      message: "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    });
  }
  return expiresAt;
}
