import type { Sandbox } from "../sandbox.ts";
import { moveRefund } from "./end-refund.ts";

/** A bank sends money back that could not be credited: the refund fails after all, and the shop has the money again. */
export function failRefund(sandbox: Sandbox, refundId: string): boolean {
  const refund = sandbox.store.refunds.get(refundId);
  const charge = refund && sandbox.store.charges.get(refund.chargeId);
  if (!refund || !charge || refund.status === "failed") return false;
  sandbox.store.charges.put({ ...charge, amountRefunded: charge.amountRefunded - refund.amount });
  moveRefund(sandbox, refund, "failed");
  return true;
}
