import type { Cause, Sandbox } from "../sandbox.ts";
import type { Billing, Intent, Method } from "../state/records.ts";
import { emitCharge, newCharge, receiveCharge } from "./charges.ts";
import { authorizationSeconds, planAuthorizationEnd } from "./end-authorization.ts";
import { emitIntent } from "./intents.ts";
import { scheduleDispute } from "./open-dispute.ts";
import { planSettlement } from "./settle-payment.ts";
import type { Behaviour } from "./test-cards.ts";

/** Tries to pay an intent as a test card would behave. The intent that comes back says how it went. */
export function attemptPayment(
  sandbox: Sandbox,
  intent: Intent,
  attempt: { method: Method; billing: Billing; behaviour: Behaviour; returnUrl?: string | null },
  cause: Cause,
): Intent {
  const { method, behaviour } = attempt;
  const trying: Intent = {
    ...intent,
    method,
    billing: attempt.billing,
    returnUrl: attempt.returnUrl ?? intent.returnUrl,
    lastFailure: null,
  };
  if (behaviour.does === "decline") return declinePayment(sandbox, trying, method, behaviour, cause);
  if (behaviour.does === "challenge") {
    const waiting = sandbox.store.intents.put({ ...trying, status: "requires_action" });
    emitIntent(sandbox, "requires_action", waiting, cause);
    return waiting;
  }
  return approvePayment(sandbox, trying, method, behaviour.does === "pay-then-dispute", cause);
}

/** A bank debit: taken now, known later. */
export function startDebit(
  sandbox: Sandbox,
  intent: Intent,
  attempt: { method: Method; billing: Billing; succeeds: boolean },
  cause: Cause,
): Intent {
  const settlement = { atMs: sandbox.nowMs() + sandbox.settings.asyncDelayMs, succeeds: attempt.succeeds };
  const trying: Intent = { ...intent, method: attempt.method, billing: attempt.billing, lastFailure: null };
  const charge = sandbox.store.charges.put(
    newCharge(sandbox, trying, attempt.method, { status: "pending", failure: null }),
  );
  const processing = sandbox.store.intents.put({ ...trying, status: "processing", chargeId: charge.id, settlement });
  emitCharge(sandbox, "pending", charge, cause);
  emitIntent(sandbox, "processing", processing, cause);
  planSettlement(sandbox, processing);
  return processing;
}

export function declinePayment(
  sandbox: Sandbox,
  intent: Intent,
  method: Method,
  reason: Extract<Behaviour, { does: "decline" }>,
  cause: Cause,
): Intent {
  const { code, declineCode, message, param } = reason;
  const failure = { code, declineCode, message, param, chargeId: null };
  // A failed authentication stops before the bank is asked, so it leaves no charge.
  const reachedBank = code !== "payment_intent_authentication_failure";
  const charge = reachedBank
    ? sandbox.store.charges.put(newCharge(sandbox, intent, method, { status: "failed", failure }))
    : null;
  const failed = sandbox.store.intents.put({
    ...intent,
    method: null,
    status: "requires_payment_method",
    chargeId: charge?.id ?? intent.chargeId,
    lastFailure: { ...failure, chargeId: charge?.id ?? null },
  });
  if (charge) emitCharge(sandbox, "failed", charge, cause);
  emitIntent(sandbox, "payment_failed", failed, cause);
  return failed;
}

export function approvePayment(
  sandbox: Sandbox,
  intent: Intent,
  method: Method,
  disputed: boolean,
  cause: Cause,
): Intent {
  const authorised = newCharge(sandbox, intent, method, { status: "succeeded", failure: null });
  if (intent.captureMethod === "manual") {
    const captureBefore = sandbox.nowSeconds() + authorizationSeconds;
    const charge = sandbox.store.charges.put({ ...authorised, captureBefore });
    const held = sandbox.store.intents.put({
      ...intent,
      method,
      status: "requires_capture",
      amountCapturable: intent.amount,
      chargeId: charge.id,
      lastFailure: null,
    });
    emitCharge(sandbox, "succeeded", charge, cause);
    emitIntent(sandbox, "amount_capturable_updated", held, cause);
    planAuthorizationEnd(sandbox, charge);
    return held;
  }
  const charge = receiveCharge(sandbox, authorised, intent.amount);
  const paid = sandbox.store.intents.put({
    ...intent,
    method,
    status: "succeeded",
    amountReceived: intent.amount,
    chargeId: charge.id,
    lastFailure: null,
  });
  emitCharge(sandbox, "succeeded", charge, cause);
  emitIntent(sandbox, "succeeded", paid, cause);
  if (disputed) scheduleDispute(sandbox, charge);
  return paid;
}
