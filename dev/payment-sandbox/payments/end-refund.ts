import { noCall, type Sandbox } from "../sandbox.ts";
import { refundShape } from "../shapes/refund-shape.ts";
import type { Refund } from "../state/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

/** The bank takes its time; the moment is kept with the refund, so a restart doesn't lose it. */
export function planRefundEnd(sandbox: Sandbox, refund: Refund): void {
  if (refund.settlesAtMs === null) return;
  sandbox.scheduler.at(refund.settlesAtMs, () => {
    const now = sandbox.store.refunds.get(refund.id);
    if (now?.status === "pending") moveRefund(sandbox, now, "succeeded");
  });
}

/** Both kinds of event: Stripe tells of a charge's refund by the older one as well. */
export function moveRefund(sandbox: Sandbox, refund: Refund, status: "succeeded" | "failed"): void {
  const moved = sandbox.store.refunds.put({ ...refund, status, settlesAtMs: null });
  const types = ["charge.refund.updated", "refund.updated", ...(status === "failed" ? ["refund.failed"] : [])];
  for (const type of types) emitEvent(sandbox, type, refundShape(moved), noCall, { status: refund.status });
}
