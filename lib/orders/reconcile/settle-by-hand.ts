import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder } from "../lock-order";
import { recordEvent } from "../record-event";
import { differenceDataSchema } from "./book-difference";
import { closeDifference, findOpenDifference, type Operator } from "./close-difference";
import { readStillOwed } from "./read-still-owed";
import { settleFailedRefund } from "./settle-failed-refund";

/** What became of money that an order's payment lacks. Written off, it is never given back. */
export const missingMoneyOutcomes = ["paid_otherwise", "written_off"] as const;

/** Whether a difference is of money that an order's payment lacks, and its settling has to say what became of it. */
export const lacksMoney = (kind: string): boolean => kind === "captured_short" || kind === "authorization_lost";

/** Whether a difference goes away by itself alone: a refund that is sent, payments that are compared. */
export const settlesItself = (kind: string): boolean => kind === "refund_overdue" || kind === "many_not_compared";

interface Settling {
  differenceId: string;
  reason: string;
  /** Of money that is missing. */
  outcome?: (typeof missingMoneyOutcomes)[number];
}

/**
 * An operator has put a difference right where the shop can't see it (a bank transfer, a word with Stripe), and says how.
 * A refund that failed counts as given back from then on: its units and its money can't go back again. Of one that a clerk
 * has refunded anew in part, the rest does; of one that was refunded anew whole there is nothing to settle. One that is only
 * overdue is still to be sent, and can't be settled: the buyer would be paid twice; nor can money that is missing without a
 * word on what became of it, nor what many payments wait for. False: it can't, or the difference is closed already.
 */
export function settleByHand(
  db: Db,
  operator: Operator,
  { differenceId, reason, outcome }: Settling,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const open = await findOpenDifference(tx, differenceId);
    if (!open || settlesItself(open.kind) || (lacksMoney(open.kind) && !outcome)) return false;
    const { kind, customerId, orderId } = open;
    const key = customerId && orderId ? { customerId, orderId } : null;
    const known = key !== null && (await lockOrder(tx, key));
    const { subject: refundId } = differenceDataSchema.parse(open.data);
    const owed = known && kind === "refund_failed" ? await readStillOwed(tx, { ...key, refundId }) : null;
    if (known && kind === "refund_failed" && !owed) return false;
    if (!(await closeDifference(tx, operator, { differenceId, action: "settle", reason }, now))) return false;
    if (!known) return true;
    if (owed) await settleFailedRefund(tx, operator, { ...key, refundId }, owed, now);
    const what = { ...(owed ? { refundId } : {}), ...(outcome && lacksMoney(kind) ? { outcome } : {}) };
    const data = { kind, note: reason, ...what };
    await recordEvent(tx, key, { type: "reconciled", actor: `staff:${operator.staffId}`, at: now, data });
    return true;
  });
}
