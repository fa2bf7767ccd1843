import type Stripe from "stripe";
import type { BalanceTransaction } from "../state/records.ts";

const settlesAfterSeconds = 2 * 24 * 60 * 60;

export function balanceShape(entry: BalanceTransaction): Stripe.BalanceTransaction {
  const fee = {
    amount: entry.fee,
    application: null,
    currency: entry.currency,
    description: "Stripe processing fees",
    type: "stripe_fee",
  };
  return {
    id: entry.id,
    object: "balance_transaction",
    amount: entry.amount,
    available_on: entry.created + settlesAfterSeconds,
    balance_type: "payments",
    created: entry.created,
    currency: entry.currency,
    description: entry.description,
    exchange_rate: null,
    fee: entry.fee,
    fee_details: entry.fee > 0 ? [fee] : [],
    net: entry.amount - entry.fee,
    reporting_category: entry.type === "payment" ? "charge" : entry.type === "payment_refund" ? "refund" : entry.type,
    source: entry.sourceId,
    status: "pending",
    type: entry.type,
  };
}
