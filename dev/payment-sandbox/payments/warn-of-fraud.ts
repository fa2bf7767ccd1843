import { noCall, type Sandbox } from "../sandbox.ts";
import { fraudWarningShape } from "../shapes/fraud-warning-shape.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

/** The issuer of a card reports a payment as fraud, or what has become of its report. */
export function warnOfFraud(sandbox: Sandbox, paymentIntent: string, news: "created" | "updated"): boolean {
  const intent = sandbox.store.intents.get(paymentIntent);
  const charge = intent?.chargeId ? sandbox.store.charges.get(intent.chargeId) : undefined;
  if (charge?.status !== "succeeded") return false;
  emitEvent(sandbox, `radar.early_fraud_warning.${news}`, fraudWarningShape(charge), noCall);
  return true;
}
