import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { changePaymentStatus } from "./change-status";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./record-event";

/** A method that answers later (a debit, a voucher, a transfer) may take days: the hold lasts that long. */
const processingMs = days(7);

/** The buyer has paid by a method that answers later. False when this was known, or the answer is there already. */
export function markProcessing(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  sessionId: string | null,
  now: Date,
): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    if (!(await changePaymentStatus(tx, order, "processing", now, sessionId ? { sessionId } : {}))) return false;
    await tx.order.updateMany({
      where: { ...order, status: "pending_payment" },
      data: { expiresAt: new Date(now.getTime() + processingMs), updatedAt: now },
    });
    await recordEvent(tx, order, { type: "payment_processing", actor: "stripe", at: now });
    return true;
  });
}
