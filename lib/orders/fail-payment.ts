import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { changePaymentStatus } from "./change-status";
import { lockOrder } from "./lock-order";
import { oweNotice } from "./owe-notice";
import { recordEvent } from "./record-event";
import { stopWaiting } from "./stop-waiting";

/**
 * Nobody will pay on this page any more: it expired, or the bank said no days later. The order lapses at once instead of
 * keeping its stock; who was sure that they had paid is told.
 */
export function failPayment(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  { sessionId, to }: { sessionId: string; to: "failed" | "expired" },
  now: Date,
): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const current = await tx.payment.count({ where: { ...order, OR: [{ sessionId }, { sessionId: null }] } });
    if (current === 0 || !(await changePaymentStatus(tx, order, to, now))) return false;
    if (to === "failed") {
      const event = { type: "payment_failed", actor: "stripe", at: now, data: { toldBy: sessionId } } as const;
      if (!(await isTold(tx, order))) await recordEvent(tx, order, event);
      await oweNotice(tx, order, "payment_failed", now);
    }
    await stopWaiting(tx, order, now);
    return true;
  });
}

/** The payment itself tells of its failure too, mostly first: what is known of the try that was under way. */
async function isTold(tx: Tx, order: { customerId: string; orderId: string }): Promise<boolean> {
  const last = await tx.orderEvent.findFirst({
    where: { ...order, type: { in: ["payment_processing", "payment_failed"] } },
    orderBy: [{ at: "desc" }, { eventId: "desc" }],
    select: { type: true },
  });
  return last?.type === "payment_failed";
}
