import { noCall, type Sandbox } from "../sandbox.ts";
import { newId } from "../state/ids.ts";
import type { Billing, Intent } from "../state/records.ts";
import { newCharge } from "./charges.ts";
import { emitIntent } from "./intents.ts";
import { failLate, succeedLate } from "./settle-payment.ts";

/** Konbini's default: so long a buyer has to find a till. */
const voucherMs = 3 * 24 * 60 * 60_000;

const ranOut = {
  code: "payment_intent_payment_attempt_expired",
  declineCode: null,
  message: "The latest attempt to pay for this PaymentIntent has expired.",
  param: null,
  chargeId: null,
};

/** A code to pay with at a convenience store: until somebody does, the intent waits for the buyer. */
export function startVoucher(sandbox: Sandbox, intent: Intent, billing: Billing): Intent {
  const waiting = sandbox.store.intents.put({
    ...intent,
    billing,
    method: { type: "konbini", id: newId("pm") },
    status: "requires_action",
    lastFailure: null,
    voucherEndsAtMs: sandbox.nowMs() + voucherMs,
  });
  emitIntent(sandbox, "requires_action", waiting, noCall);
  planVoucherEnd(sandbox, waiting);
  return waiting;
}

export function planVoucherEnd(sandbox: Sandbox, intent: Intent): void {
  if (intent.voucherEndsAtMs === null) return;
  sandbox.scheduler.at(intent.voucherEndsAtMs, () => endVoucher(sandbox, intent.id, "expired"));
}

/** Somebody pays at the till, or nobody will any more. False: no voucher of this payment waits. */
export function endVoucher(sandbox: Sandbox, intentId: string, how: "paid" | "expired"): boolean {
  const intent = sandbox.store.intents.get(intentId);
  if (!intent?.method || intent.voucherEndsAtMs === null) return false;
  if (how === "expired") failLate(sandbox, intent, ranOut);
  else succeedLate(sandbox, intent, newCharge(sandbox, intent, intent.method, { status: "succeeded", failure: null }));
  return true;
}
