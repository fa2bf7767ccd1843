import { noCall, type Sandbox } from "../sandbox.ts";
import type { Intent } from "../state/records.ts";
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
  const session = intent.sessionId ? sandbox.store.sessions.get(intent.sessionId) : null;

  if (!intent.settlement.succeeds) {
    const failure = { ...bounced, chargeId: charge.id };
    const failed = sandbox.store.charges.put({ ...charge, status: "failed", failure });
    const unpaid = sandbox.store.intents.put({
      ...intent,
      status: "requires_payment_method",
      method: null,
      settlement: null,
      lastFailure: failure,
    });
    emitCharge(sandbox, "failed", failed, noCall);
    emitIntent(sandbox, "payment_failed", unpaid, noCall);
    if (session) emitSession(sandbox, "async_payment_failed", session, noCall);
    return;
  }
  const received = receiveCharge(sandbox, charge, intent.amount);
  const paid = sandbox.store.intents.put({
    ...intent,
    status: "succeeded",
    amountReceived: intent.amount,
    settlement: null,
  });
  const settled = session && sandbox.store.sessions.put({ ...session, paymentStatus: "paid" });
  emitCharge(sandbox, "succeeded", received, noCall);
  emitIntent(sandbox, "succeeded", paid, noCall);
  if (settled) emitSession(sandbox, "async_payment_succeeded", settled, noCall);
}
