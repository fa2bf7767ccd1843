import { noCall, type Sandbox } from "../sandbox.ts";
import { refundShape } from "../shapes/refund-shape.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

/** A bank sends money back that could not be credited: the refund fails after all, and the shop has the money again. */
export function failRefund(sandbox: Sandbox, refundId: string): boolean {
  const refund = sandbox.store.refunds.get(refundId);
  const charge = refund && sandbox.store.charges.get(refund.chargeId);
  if (!refund || !charge || refund.status === "failed") return false;
  const failed = sandbox.store.refunds.put({ ...refund, status: "failed" });
  sandbox.store.charges.put({ ...charge, amountRefunded: charge.amountRefunded - refund.amount });
  for (const type of ["refund.updated", "refund.failed"]) emitEvent(sandbox, type, refundShape(failed), noCall);
  return true;
}
