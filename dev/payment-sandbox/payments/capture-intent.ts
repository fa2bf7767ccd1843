import type { Cause, Sandbox } from "../sandbox.ts";
import type { Charge, Intent } from "../state/records.ts";
import { emitCharge, receiveCharge } from "./charges.ts";
import { emitIntent } from "./intents.ts";
import { releaseCharge } from "./release-charge.ts";

/** Takes authorised money, all or part of it; the rest is let go. */
export function captureIntent(sandbox: Sandbox, intent: Intent, charge: Charge, amount: number, cause: Cause): Intent {
  const received = receiveCharge(sandbox, charge, amount);
  const paid = sandbox.store.intents.put({
    ...intent,
    status: "succeeded",
    amountCapturable: 0,
    amountReceived: amount,
  });
  const session = intent.sessionId ? sandbox.store.sessions.get(intent.sessionId) : null;
  if (session) sandbox.store.sessions.put({ ...session, paymentStatus: "paid" });
  emitCharge(sandbox, "captured", received, cause, { captured: false, amount_captured: 0 });
  releaseCharge(sandbox, received, charge.amount - amount, cause);
  emitIntent(sandbox, "succeeded", paid, cause);
  return paid;
}
