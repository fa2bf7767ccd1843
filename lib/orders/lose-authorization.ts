import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { changePaymentStatus } from "./change-status";
import { lockOrder } from "./lock-order";
import type { Actor } from "./order";
import { oweNotice } from "./owe-notice";
import { readAmountDue } from "./read-amount-due";
import { writeDifferences } from "./reconcile/book-difference";
import { recordEvent } from "./record-event";
import { tellMerchants } from "./tell-merchants";

/**
 * Money that was set aside has been let go: by us, by somebody in the provider's back office, or because its time ran
 * out. An order that should have had it is for a person to look at: it stands in the books, its merchants are told not to send
 * it, and its buyer that nothing was charged and what becomes of it. Whoever paid too late, or for what was called off
 * meanwhile, is told as well.
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
    else if (own > 0) await tellOfLoss(tx, key, paymentIntentId, now);
    return true;
  });
}

async function tellOfLoss(
  tx: Tx,
  order: { customerId: string; orderId: string },
  paymentIntentId: string,
  now: Date,
): Promise<void> {
  const amount = await readAmountDue(tx, order);
  if (amount === 0) return;
  const { currency, number } = await tx.order.findUniqueOrThrow({
    where: { customerId_orderId: order },
    select: { currency: true, number: true },
  });
  const lost = { ours: amount, theirs: 0, currency, orderNumber: number };
  await writeDifferences(tx, paymentIntentId, [{ kind: "authorization_lost", order, data: lost }], now);
  await oweNotice(tx, order, "payment_lost", now);
  const tale = { type: "payment.lost", cause: paymentIntentId, amount, of: "left" } as const;
  await tellMerchants(tx, order, { ...tale, data: () => ({ currency }) }, now);
}
