import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder } from "../lock-order";
import { statusesBefore } from "../order";
import { recordEvent } from "../record-event";
import { refundTransitions } from "../refund";
import { differenceDataSchema } from "./book-difference";
import { closeDifference, findOpenDifference, type Operator } from "./close-difference";
import { isStillOwed } from "./is-still-owed";

/** What became of money that an order's payment lacks. Written off, it is never given back. */
export const missingMoneyOutcomes = ["paid_otherwise", "written_off"] as const;

/** Whether a difference is of money that an order's payment lacks, and its settling has to say what became of it. */
export const lacksMoney = (kind: string): boolean => kind === "captured_short" || kind === "authorization_lost";

interface Settling {
  differenceId: string;
  reason: string;
  /** Of money that is missing. */
  outcome?: (typeof missingMoneyOutcomes)[number];
}

/**
 * An operator has put a difference right where the shop can't see it (a bank transfer, a word with Stripe), and says how.
 * A refund that failed counts as given back from then on: its units and its money can't go back again. One that is only
 * overdue is still to be sent, and can't be settled: the buyer would be paid twice; neither can one that a clerk has
 * refunded anew, nor money that is missing without a word on what became of it. False: it can't, or the difference is
 * closed already.
 */
export function settleByHand(
  db: Db,
  operator: Operator,
  { differenceId, reason, outcome }: Settling,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const open = await findOpenDifference(tx, differenceId);
    if (!open || open.kind === "refund_overdue" || (lacksMoney(open.kind) && !outcome)) return false;
    const { kind, customerId, orderId } = open;
    const key = customerId && orderId ? { customerId, orderId } : null;
    const known = key !== null && (await lockOrder(tx, key));
    const { subject: refundId } = differenceDataSchema.parse(open.data);
    if (known && kind === "refund_failed" && !(await isStillOwed(tx, { ...key, refundId }))) return false;
    if (!(await closeDifference(tx, operator, { differenceId, action: "settle", reason }, now))) return false;
    if (!known) return true;
    if (kind === "refund_failed") await settleRefund(tx, key, refundId, now);
    const data = { kind, note: reason, ...(outcome && lacksMoney(kind) ? { outcome } : {}) };
    await recordEvent(tx, key, { type: "reconciled", actor: `staff:${operator.staffId}`, at: now, data });
    return true;
  });
}

async function settleRefund(
  tx: Tx,
  key: { customerId: string; orderId: string },
  refundId: string,
  now: Date,
): Promise<void> {
  await tx.refund.updateMany({
    where: { ...key, refundId, status: { in: statusesBefore(refundTransitions, "settled_by_hand") } },
    data: { status: "settled_by_hand", updatedAt: now },
  });
}
