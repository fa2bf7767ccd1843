import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { begins, calledOffIn, callOffTypes } from "./call-off";
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
  { sessionId, to, chargeId = null }: { sessionId: string; to: "failed" | "expired"; chargeId?: string | null },
  now: Date,
): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const current = await tx.payment.count({ where: { ...order, OR: [{ sessionId }, { sessionId: null }] } });
    if (current === 0 || !(await changePaymentStatus(tx, order, to, now))) return false;
    const { isTold, isCalledOff } = await readTry(tx, order, chargeId);
    // Called off by us: who gives the order up tells of it.
    if (to === "failed" && !isCalledOff) {
      const toldBy = chargeId ?? sessionId;
      const event = { type: "payment_failed", actor: "stripe", at: now, data: { toldBy } } as const;
      if (!isTold) await recordEvent(tx, order, event);
      await oweNotice(tx, order, "payment_failed", now);
    }
    await stopWaiting(tx, order, now);
    return true;
  });
}

const toldSchema = z.object({ toldBy: z.string() });

/**
 * What is known of the try that failed: the payment itself tells of it too, mostly first. One that did not reach a bank
 * has no id, and is what came last.
 */
async function readTry(
  tx: Tx,
  order: { customerId: string; orderId: string },
  chargeId: string | null,
): Promise<{ isTold: boolean; isCalledOff: boolean }> {
  const events = await tx.orderEvent.findMany({
    where: { ...order, type: { in: [...callOffTypes, "payment_failed"] } },
    orderBy: [{ at: "asc" }, { eventId: "asc" }],
    select: { type: true, data: true },
  });
  const types = events.map(({ type }) => type);
  const since = types.slice(types.findLastIndex((type) => begins.includes(type)) + 1);
  return {
    isTold: chargeId
      ? events.some(({ data }) => toldSchema.safeParse(data).data?.toldBy === chargeId)
      : since.includes("payment_failed"),
    isCalledOff: calledOffIn(events) !== undefined,
  };
}
