import type { Cause, Sandbox } from "../sandbox.ts";
import type { Charge } from "../state/records.ts";
import { refundCharge } from "./refund-charge.ts";

/**
 * Lets go of what was set aside and not taken. Since `2025-03-31.basil` that leaves no trace but in what was captured;
 * before, it became a refund, and still does where an account's own version is that old.
 */
export function releaseCharge(sandbox: Sandbox, charge: Charge, amount: number, cause: Cause): void {
  if (amount === 0 || !sandbox.settings.refundsReleases) return;
  refundCharge(sandbox, { ...charge, releasedAmount: amount }, { amount, reason: null, metadata: {} }, cause);
}
