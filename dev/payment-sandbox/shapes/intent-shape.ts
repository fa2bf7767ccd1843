import type Stripe from "stripe";
import type { Failure, Intent } from "../state/records.ts";

export function intentShape(intent: Intent): Stripe.PaymentIntent {
  return {
    id: intent.id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: intent.amount,
    amount_capturable: intent.amountCapturable,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: "automatic",
    created: intent.created,
    currency: intent.currency,
    customer: null,
    customer_account: null,
    description: intent.description,
    excluded_payment_method_types: null,
    last_payment_error: intent.lastFailure && failureShape(intent.lastFailure),
    latest_charge: intent.chargeId,
    livemode: false,
    managed_payments: null,
    metadata: intent.metadata,
    next_action: nextAction(intent),
    on_behalf_of: null,
    payment_method: intent.method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: intent.methodTypes,
    payment_record: null,
    processing: null,
    receipt_email: intent.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: shippingShape(intent),
    source: null,
    statement_descriptor: intent.statementDescriptor,
    statement_descriptor_suffix: intent.statementDescriptorSuffix,
    status: intent.status,
    transfer_data: null,
    transfer_group: intent.transferGroup,
  };
}

function failureShape(failure: Failure): Stripe.PaymentIntent.LastPaymentError {
  return {
    type: "card_error",
    code: failure.code,
    doc_url: `https://docs.stripe.com/error-codes/${failure.code.replaceAll("_", "-")}`,
    message: failure.message,
    ...(failure.declineCode ? { decline_code: failure.declineCode } : {}),
    ...(failure.param ? { param: failure.param } : {}),
    ...(failure.chargeId ? { charge: failure.chargeId } : {}),
  };
}

function nextAction(intent: Intent): Stripe.PaymentIntent.NextAction | null {
  if (intent.status !== "requires_action") return null;
  if (intent.voucherEndsAtMs !== null) {
    const seconds = Math.floor(intent.voucherEndsAtMs / 1000);
    const stores = { familymart: null, lawson: null, ministop: null, seicomart: null };
    return {
      type: "konbini_display_details",
      konbini_display_details: { expires_at: seconds, hosted_voucher_url: null, stores },
    };
  }
  return { type: "redirect_to_url", redirect_to_url: { return_url: intent.returnUrl, url: null } };
}

function shippingShape({ shipping }: Intent): Stripe.PaymentIntent.Shipping | null {
  if (!shipping) return null;
  const part = (name: string) => shipping.address[name] ?? null;
  return {
    address: {
      city: part("city"),
      country: part("country"),
      line1: part("line1"),
      line2: part("line2"),
      postal_code: part("postal_code"),
      state: part("state"),
    },
    carrier: shipping.carrier,
    name: shipping.name ?? undefined,
    phone: shipping.phone,
    tracking_number: shipping.trackingNumber,
  };
}
