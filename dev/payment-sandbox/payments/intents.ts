import type { Cause, Sandbox } from "../sandbox.ts";
import { intentShape } from "../shapes/intent-shape.ts";
import { newId } from "../state/ids.ts";
import type { Intent, IntentData } from "../state/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

export interface NewIntent extends IntentData {
  amount: number;
  currency: string;
  sessionId: string | null;
  methodTypes: string[];
}

export function openIntent(sandbox: Sandbox, wanted: NewIntent, cause: Cause): Intent {
  const id = newId("pi");
  const intent = sandbox.store.intents.put({
    ...wanted,
    id,
    created: sandbox.nowSeconds(),
    amountCapturable: 0,
    amountReceived: 0,
    clientSecret: newId(`${id}_secret`),
    status: "requires_payment_method",
    method: null,
    billing: { name: null, email: null },
    chargeId: null,
    lastFailure: null,
    returnUrl: null,
    canceledAt: null,
    cancellationReason: null,
    voucherEndsAtMs: null,
    settlement: null,
  });
  emitIntent(sandbox, "created", intent, cause);
  return intent;
}

export function emitIntent(sandbox: Sandbox, what: string, intent: Intent, cause: Cause): void {
  emitEvent(sandbox, `payment_intent.${what}`, intentShape(intent), cause);
}
