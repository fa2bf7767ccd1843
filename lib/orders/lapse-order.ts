import { restoreLines } from "@/lib/cart/change-cart";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { releaseHolds } from "@/lib/inventory/release-holds";
import { enqueue } from "@/lib/jobs/queue";
import type { PaymentProvider } from "@/lib/payments/provider";
import { changeOrderStatus, changePaymentStatus } from "./change-status";
import type { Actor } from "./order";
import { type OrderView, readOrder } from "./read-order";
import { recordEvent } from "./record-event";
import { settlePayment } from "./settle-payment";

/** How long past its time an order waits for Stripe to answer, before its stock is given back regardless. */
const patienceMs = 30 * 60_000;

export type Ending = "lapsed" | "cancelled" | "paid" | "not_due" | "over";

/**
 * Ends an order that nobody paid in time. The hosted page is closed first, so that nobody pays for what is given back;
 * if it turns out to be paid, the order is settled instead. `not_due`: its time was moved; look again at `expiresAt`.
 */
export async function lapseOrder(
  db: Db,
  provider: PaymentProvider,
  key: { customerId: string; orderId: string },
  now: Date,
): Promise<Ending> {
  const order = await readOrder(db, key);
  if (order?.status !== "pending_payment") return "over";
  if (order.expiresAt > now) {
    await enqueue(
      db,
      "orders.lapse",
      { customerId: order.customerId, orderId: order.orderId },
      { key: order.orderId, runAt: order.expiresAt },
    );
    return "not_due";
  }
  return endUnpaid(db, provider, order, { to: "lapsed", actor: "clock", now });
}

/** The shopper calls an unpaid order off: its lines go back to the cart. */
export async function cancelOrder(
  db: Db,
  provider: PaymentProvider,
  key: { customerId: string; orderId: string },
  now: Date,
): Promise<Ending> {
  const order = await readOrder(db, key);
  if (order?.status !== "pending_payment" || order.payment?.status === "processing") return "over";
  return endUnpaid(db, provider, order, { to: "cancelled", actor: "shopper", now });
}

async function endUnpaid(
  db: Db,
  provider: PaymentProvider,
  order: OrderView,
  end: { to: "lapsed" | "cancelled"; actor: Actor; now: Date },
): Promise<Ending> {
  const closed = await closePage(db, provider, order, end.now);
  if (closed === "paid") return "paid";
  const ended = await inTransaction(db, (tx) => giveUp(tx, order, end));
  return ended ? end.to : "over";
}

async function closePage(db: Db, provider: PaymentProvider, order: OrderView, now: Date): Promise<"closed" | "paid"> {
  const sessionId = order.payment?.sessionId;
  if (!sessionId) return "closed";
  try {
    const page = await provider.closeCheckout(sessionId, `order:${order.orderId}:close:${order.payment?.attempt ?? 1}`);
    if (page.paymentStatus !== "paid" || !page.paymentIntentId) return "closed";
    await settlePayment(
      db,
      {
        customerId: order.customerId,
        orderId: order.orderId,
        sessionId,
        paymentIntentId: page.paymentIntentId,
        amount: page.amountTotal,
        currency: page.currency,
        actor: "stripe",
      },
      now,
    );
    return "paid";
  } catch (error) {
    if (now.getTime() - order.expiresAt.getTime() < patienceMs) throw error;
    return "closed";
  }
}

async function giveUp(
  tx: Tx,
  order: OrderView,
  { to, actor, now }: { to: "lapsed" | "cancelled"; actor: Actor; now: Date },
): Promise<boolean> {
  if (!(await changeOrderStatus(tx, order, to, now))) return false;
  await changePaymentStatus(tx, order, "expired", now);
  await releaseHolds(tx, { orderId: order.orderId, lines: order.lines, actor, reason: to, now });
  await restoreLines(tx, order.customerId, order.lines, order.currency, now);
  await recordEvent(tx, order, { type: to, actor, at: now });
  for (const productId of new Set(order.lines.map((line) => line.productId)))
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
  return true;
}
