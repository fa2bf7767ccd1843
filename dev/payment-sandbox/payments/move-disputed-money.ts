import { noCall, type Sandbox } from "../sandbox.ts";
import { disputeShape } from "../shapes/dispute-shape.ts";
import type { Dispute } from "../state/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { bookBalance } from "./charges.ts";

/** The bank takes what it questions from the account, or gives it back. */
export function moveDisputedMoney(sandbox: Sandbox, dispute: Dispute, how: "withdrawn" | "reinstated"): void {
  const { id: sourceId, amount, currency } = dispute;
  const entry = { fee: 0, currency, type: "adjustment" as const, sourceId, description: `Chargeback ${how}` };
  bookBalance(sandbox, { ...entry, amount: how === "withdrawn" ? -amount : amount });
  emitEvent(sandbox, `charge.dispute.funds_${how}`, disputeShape(dispute), noCall);
}
