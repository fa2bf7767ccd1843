import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./record-event";

/**
 * A try to pay was declined. The buyer is still on the page and may try another card, so nothing changes but the
 * history; who leaves is told when the order lapses. Each try is written down once, by the event that told it; of a
 * payment that has failed for good, failPayment has told.
 */
export function recordFailure(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  { toldBy, code }: { toldBy: string; code: string },
  now: Date,
): Promise<void> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const { count } = await tx.payment.updateMany({
      where: { ...order, status: { in: ["opening", "open", "promised", "processing", "failed"] } },
      data: { lastError: code, updatedAt: now },
    });
    const over = await tx.payment.count({ where: { ...order, status: "failed" } });
    const told = await tx.orderEvent.count({
      where: { ...order, type: "payment_failed", data: { path: ["toldBy"], equals: toldBy } },
    });
    if (count === 0 || over > 0 || told > 0) return;
    await recordEvent(tx, order, { type: "payment_failed", actor: "stripe", at: now, data: { toldBy, code } });
  });
}
