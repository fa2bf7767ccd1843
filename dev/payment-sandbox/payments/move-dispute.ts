import { noCall, type Sandbox } from "../sandbox.ts";
import { disputeShape } from "../shapes/dispute-shape.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { moveDisputedMoney } from "./move-disputed-money.ts";

/** The bank has decided, or looks into what it was sent. */
export function moveDispute(sandbox: Sandbox, disputeId: string, status: string): boolean {
  const dispute = sandbox.store.disputes.get(disputeId);
  if (!dispute) return false;
  const moved = sandbox.store.disputes.put({ ...dispute, status });
  const over = status === "won" || status === "lost";
  emitEvent(sandbox, `charge.dispute.${over ? "closed" : "updated"}`, disputeShape(moved), noCall, {
    status: dispute.status,
  });
  if (status === "won") moveDisputedMoney(sandbox, moved, "reinstated");
  return true;
}
