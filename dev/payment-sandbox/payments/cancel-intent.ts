import type { Cause, Sandbox } from "../sandbox.ts";
import type { Intent } from "../state/records.ts";
import { emitCharge } from "./charges.ts";
import { emitIntent } from "./intents.ts";

/** Ends an intent. Money that was only authorised is let go, which Stripe tells as `charge.refunded`. */
export function cancelIntent(sandbox: Sandbox, intent: Intent, reason: string | null, cause: Cause): Intent {
  const canceled = sandbox.store.intents.put({
    ...intent,
    status: "canceled",
    amountCapturable: 0,
    canceledAt: sandbox.nowSeconds(),
    cancellationReason: reason,
    settlement: null,
  });
  const charge = intent.chargeId ? sandbox.store.charges.get(intent.chargeId) : null;
  if (charge && intent.status === "requires_capture") {
    const released = sandbox.store.charges.put({ ...charge, released: true, amountRefunded: charge.amount });
    emitCharge(sandbox, "refunded", released, cause, { amount_refunded: 0, refunded: false });
  }
  emitIntent(sandbox, "canceled", canceled, cause);
  return canceled;
}
