import { noCall, type Sandbox } from "../sandbox.ts";
import { disputeShape } from "../shapes/dispute-shape.ts";
import { newId } from "../state/ids.ts";
import type { Charge } from "../state/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { emitCharge } from "./charges.ts";
import { moveDisputedMoney } from "./move-disputed-money.ts";

const answerWithinSeconds = 7 * 24 * 60 * 60;

/** A dispute comes a while after the payment; the moment is kept with the charge, so a restart doesn't lose it. */
export function scheduleDispute(sandbox: Sandbox, charge: Charge): void {
  planDispute(
    sandbox,
    sandbox.store.charges.put({ ...charge, disputeAtMs: sandbox.nowMs() + sandbox.settings.asyncDelayMs }),
  );
}

export function planDispute(sandbox: Sandbox, charge: Charge): void {
  if (charge.disputeAtMs === null) return;
  sandbox.scheduler.at(charge.disputeAtMs, () => {
    const now = sandbox.store.charges.get(charge.id);
    if (now && now.disputeAtMs !== null) openDispute(sandbox, now);
  });
}

function openDispute(sandbox: Sandbox, charge: Charge): void {
  const disputed = sandbox.store.charges.put({ ...charge, disputed: true, disputeAtMs: null });
  const dispute = sandbox.store.disputes.put({
    id: newId("du"),
    created: sandbox.nowSeconds(),
    amount: charge.amountCaptured,
    currency: charge.currency,
    chargeId: charge.id,
    intentId: charge.intentId,
    reason: "fraudulent",
    status: "needs_response",
    dueBy: sandbox.nowSeconds() + answerWithinSeconds,
  });
  emitEvent(sandbox, "charge.dispute.created", disputeShape(dispute), noCall);
  moveDisputedMoney(sandbox, dispute, "withdrawn");
  emitCharge(sandbox, "updated", disputed, noCall, { disputed: false });
}
