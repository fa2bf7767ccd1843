import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { isWanted } from "@/lib/inventory/is-wanted";
import { changePaymentStatus } from "./change-status";
import { lockOrder } from "./lock-order";
import type { OrderView } from "./read-order";
import { recordEvent } from "./record-event";

/** How long units are kept for a buyer who has yet to pay: Konbini's time at Stripe, and a transfer's over a weekend. */
export const promisedMs = 72 * 3_600_000;

/**
 * Of what many want by now (the page of an order of what they wanted before offers no such method): enough to walk to a
 * till, too short to keep it from others for days.
 */
export const wantedPromisedMs = 3_600_000;

/**
 * The buyer left the page with a voucher, or with an account to transfer to: no money is under way, so the units are kept
 * for a time of ours, however long the method gives. False when this was known, or more is by now.
 */
export function markPromised(
  db: Db,
  { customerId, orderId, lines }: Pick<OrderView, "customerId" | "orderId" | "lines">,
  sessionId: string | null,
  now: Date,
): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    if (!(await changePaymentStatus(tx, order, "promised", now, sessionId ? { sessionId } : {}))) return false;
    const keptMs = (await isWanted(tx, lines)) ? wantedPromisedMs : promisedMs;
    await tx.order.updateMany({
      where: { ...order, status: "pending_payment" },
      data: { expiresAt: new Date(now.getTime() + keptMs), updatedAt: now },
    });
    await recordEvent(tx, order, { type: "payment_promised", actor: "stripe", at: now });
    return true;
  });
}
