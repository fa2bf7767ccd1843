import type Stripe from "stripe";
import type { Charge, Method } from "../state/records.ts";

export function chargeShape(charge: Charge, serverUrl: string): Stripe.Charge {
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: charge.balanceTransactionId,
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: charge.billing.email,
      name: charge.billing.name,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: "CARTWRIGHT SANDBOX",
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    customer: null,
    description: charge.description,
    disputed: charge.disputed,
    failure_balance_transaction: null,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    on_behalf_of: null,
    outcome: outcomeShape(charge),
    paid: charge.status === "succeeded",
    payment_intent: charge.intentId,
    payment_method: charge.method.id,
    payment_method_details: methodDetails(charge),
    radar_options: {},
    receipt_email: charge.receiptEmail,
    receipt_number: null,
    receipt_url: charge.status === "succeeded" ? `${serverUrl}/#${charge.intentId}` : null,
    refunded: charge.amountRefunded > 0 && charge.amountRefunded - charge.releasedAmount === charge.amountCaptured,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: charge.status,
    transfer_data: null,
    transfer_group: null,
  };
}

function outcomeShape(charge: Charge): Stripe.Charge.Outcome | null {
  if (charge.status === "pending") return null;
  const declined = charge.failure;
  return {
    advice_code: declined ? "try_again_later" : null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: declined ? "declined_by_network" : "approved_by_network",
    reason: declined?.declineCode ?? declined?.code ?? null,
    risk_level: "normal",
    risk_score: 12,
    seller_message: declined ? "The bank returned a decline." : "Payment complete.",
    type: declined ? "issuer_declined" : "authorized",
  };
}

function methodDetails(charge: Charge): Stripe.Charge.PaymentMethodDetails {
  const { method } = charge;
  if (method.type === "sepa_debit") {
    return {
      type: "sepa_debit",
      sepa_debit: {
        bank_code: "37040044",
        branch_code: "",
        country: method.country,
        fingerprint: null,
        last4: method.last4,
        mandate: null,
      },
    };
  }
  if (method.type === "konbini") return { type: "konbini", konbini: { store: { chain: "lawson" } } };
  return { type: "card", card: cardDetails(method, charge) };
}

function cardDetails(card: Extract<Method, { type: "card" }>, charge: Charge): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: charge.amount,
    authorization_code: null,
    brand: card.brand,
    ...(charge.captureBefore === null ? {} : { capture_before: charge.captureBefore }),
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: charge.failure ? "fail" : "pass" },
    country: "US",
    electronic_commerce_indicator: null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    funding: "credit",
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: card.authenticated
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: null,
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}
