import type Stripe from "stripe";
import { chosenShipping, sessionTotals } from "../payments/session-totals.ts";
import type { Session } from "../state/records.ts";

export function sessionShape(session: Session, serverUrl: string): Stripe.Checkout.Session {
  const totals = sessionTotals(session);
  const shipping = chosenShipping(session);
  return {
    id: session.id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: session.allowedMethodTypes,
    amount_subtotal: totals.subtotal,
    amount_total: totals.total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: session.created,
    currency: session.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: "if_required",
    customer_details: customerDetails(session),
    customer_email: session.customerEmail,
    discounts: [],
    expires_at: session.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: session.locale,
    managed_payments: null,
    metadata: session.metadata,
    mode: "payment",
    origin_context: null,
    payment_intent: session.intentId,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: session.methodTypes,
    payment_status: session.paymentStatus,
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: shipping && {
      amount_subtotal: shipping.amount,
      amount_tax: 0,
      amount_total: shipping.amount,
      shipping_rate: shipping.id,
    },
    shipping_options: session.shippingOptions.map((option) => ({
      shipping_amount: option.amount,
      shipping_rate: option.id,
    })),
    status: session.status,
    submit_type: session.submitType,
    subscription: null,
    success_url: session.successUrl,
    total_details: { amount_discount: 0, amount_shipping: totals.shipping, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: session.status === "open" ? `${serverUrl}/pay/${session.id}` : null,
    wallet_options: null,
  };
}

function customerDetails(session: Session): Stripe.Checkout.Session["customer_details"] {
  const email = session.customer?.email ?? session.customerEmail;
  if (!email) return null;
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: session.customer?.name ?? null,
    phone: null,
    tax_exempt: session.customer ? "none" : null,
    tax_ids: session.customer ? [] : null,
  };
}
