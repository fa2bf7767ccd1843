import { noCall, type Sandbox } from "../sandbox.ts";
import type { Charge, Failure, Intent } from "../state/records.ts";
import { emitCharge, receiveCharge } from "./charges.ts";
import { emitIntent } from "./intents.ts";
import { emitSession } from "./sessions.ts";

const bounced = {
  code: "payment_method_provider_decline",
  declineCode: "insufficient_funds",
  message: "The customer's account has insufficient funds to cover this payment.",
  param: null,
};

/** The bank answers later; the moment is kept with the intent, so a restart doesn't lose it. */
export function planSettlement(sandbox: Sandbox, intent: Intent): void {
  if (!intent.settlement) return;
  sandbox.scheduler.at(intent.settlement.atMs, () => {
    const now = sandbox.store.intents.get(intent.id);
    if (now) settlePayment(sandbox, now);
  });
}

function settlePayment(sandbox: Sandbox, intent: Intent): void {
  const charge = intent.chargeId ? sandbox.store.charges.get(intent.chargeId) : null;
  if (!charge || intent.status !== "processing" || !intent.settlement) return;
  if (intent.settlement.succeeds) return succeedLate(sandbox, intent, charge);
  const failure = { ...bounced, chargeId: charge.id };
  const failed = sandbox.store.charges.put({ ...charge, status: "failed", failure });
  emitCharge(sandbox, "failed", failed, noCall);
  failLate(sandbox, intent, failure);
}

/** The money of a session that was completed before it was there. */
export function succeedLate(sandbox: Sandbox, intent: Intent, charge: Charge): void {
  const received = receiveCharge(sandbox, charge, intent.amount);
  const paid = sandbox.store.intents.put({
    ...intent,
    status: "succeeded",
    amountReceived: intent.amount,
    chargeId: charge.id,
    ...nothingAwaited,
  });
  const session = sessionOf(sandbox, intent);
  const settled = session && sandbox.store.sessions.put({ ...session, paymentStatus: "paid" });
  emitCharge(sandbox, "succeeded", received, noCall);
  emitIntent(sandbox, "succeeded", paid, noCall);
  if (settled) emitSession(sandbox, "async_payment_succeeded", settled, noCall);
}

export function failLate(sandbox: Sandbox, intent: Intent, failure: Failure): void {
  const unpaid = sandbox.store.intents.put({
    ...intent,
    status: "requires_payment_method",
    method: null,
    lastFailure: failure,
    ...nothingAwaited,
  });
  emitIntent(sandbox, "payment_failed", unpaid, noCall);
  const session = sessionOf(sandbox, intent);
  if (session) emitSession(sandbox, "async_payment_failed", session, noCall);
}

const nothingAwaited = { settlement: null, voucherEndsAtMs: null };

const sessionOf = ({ store }: Sandbox, { sessionId }: Intent) => (sessionId ? store.sessions.get(sessionId) : null);
