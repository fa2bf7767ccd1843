import type { Cause, Sandbox } from "../sandbox.ts";
import type { Intent } from "../state/records.ts";
import { emitCharge } from "./charges.ts";
import { emitIntent } from "./intents.ts";
import { releaseCharge } from "./release-charge.ts";

/** Ends an intent. Money that was only authorised is let go. */
export function cancelIntent(sandbox: Sandbox, intent: Intent, reason: string | null, cause: Cause): Intent {
  const canceled = sandbox.store.intents.put({
    ...intent,
    status: "canceled",
    amountCapturable: 0,
    canceledAt: sandbox.nowSeconds(),
    cancellationReason: reason,
    voucherEndsAtMs: null,
    settlement: null,
  });
  const charge = intent.chargeId ? sandbox.store.charges.get(intent.chargeId) : null;
  if (charge && intent.status === "requires_capture") {
    if (reason === "expired") emitCharge(sandbox, "expired", charge, cause);
    releaseCharge(sandbox, charge, charge.amount, cause);
  }
  emitIntent(sandbox, "canceled", canceled, cause);
  return canceled;
}
