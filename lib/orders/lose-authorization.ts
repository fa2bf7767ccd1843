import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { changePaymentStatus } from "./change-status";
import { lockOrder } from "./lock-order";
import type { Actor } from "./order";
import { oweNotice } from "./owe-notice";
import { recordEvent } from "./record-event";

/**
 * Money that was set aside has been let go: by us, by somebody in the provider's back office, or because its time ran
 * out. An order that should have had it is for a person to look at: reconciliation raises it. Whoever paid too late, or
 * for what was called off meanwhile, is told.
 */
export function loseAuthorization(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  paymentIntentId: string,
  now: Date,
  actor: Actor = "stripe",
): Promise<boolean> {
  const key = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, key);
    const own = await tx.payment.count({ where: { ...key, paymentIntentId } });
    if (own === 0) {
      const known = await tx.paymentIntent.count({ where: { paymentIntentId, ...key } });
      const told = await tx.orderEvent.count({
        where: { ...key, type: "payment_voided", data: { path: ["paymentIntentId"], equals: paymentIntentId } },
      });
      if (known === 0 || told > 0) return false;
    } else if (!(await changePaymentStatus(tx, key, "voided", now))) return false;
    await recordEvent(tx, key, { type: "payment_voided", actor, at: now, data: { paymentIntentId } });
    const off = await tx.order.count({ where: { ...key, status: { in: ["lapsed", "cancelled"] } } });
    if (own > 0 && off > 0) await oweNotice(tx, key, "cancelled", now);
    return true;
  });
}
