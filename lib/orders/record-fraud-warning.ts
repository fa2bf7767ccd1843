import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { FraudWarningState } from "@/lib/payments/provider";
import { lockOrder } from "./lock-order";
import { fraudWarning, readAtRisk } from "./read-at-risk";
import { writeDifferences } from "./reconcile/book-difference";
import { recordEvent } from "./record-event";
import { tellMerchants } from "./tell-merchants";

/**
 * A card's bank has reported a payment as fraud, before anybody disputes it. It stands in the order's history and, while
 * something can still be done about it, in the books for whoever runs the shop; its merchants are told, once, before more of it
 * is sent. Nothing else changes: whether the order is right is theirs to say. Told late, twice or in reverse, it ends the same.
 */
export function recordFraudWarning(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  { warningId, paymentIntentId, fraudType, isActionable }: FraudWarningState & { paymentIntentId: string },
  now: Date,
): Promise<void> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const known = await tx.orderEvent.count({
      where: { ...order, type: "fraud_warned", data: { path: ["warningId"], equals: warningId } },
    });
    if (!isActionable) await writeDifferences(tx, warningId, [], now);
    if (known > 0) return;
    const atRisk = await readAtRisk(tx, order, paymentIntentId);
    const data = { warningId, paymentIntentId, reason: fraudType };
    await recordEvent(tx, order, { type: "fraud_warned", actor: "stripe", at: now, data });
    const { amount, currency } = atRisk;
    if (!isActionable || amount === 0) return;
    await writeDifferences(tx, warningId, [fraudWarning(order, atRisk)], now);
    const tale = { type: "payment.fraud_warning", cause: warningId, amount, of: "left" } as const;
    await tellMerchants(tx, order, { ...tale, data: () => ({ ...data, currency }) }, now);
  });
}
