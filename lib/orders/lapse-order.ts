import { restoreLines } from "@/lib/cart/change-cart";
import { reindexProducts } from "@/lib/catalog/reindex-products";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { releaseHolds } from "@/lib/inventory/release-holds";
import { enqueue } from "@/lib/jobs/queue";
import type { PaymentProvider } from "@/lib/payments/provider";
import { asAttempt } from "./as-attempt";
import { changeOrderStatus, changePaymentStatus } from "./change-status";
import { followCheckout } from "./follow-intent";
import { lockPayment } from "./lock-payment";
import type { Actor } from "./order";
import { oweNotice } from "./owe-notice";
import { type OrderView, readOrder } from "./read-order";
import { recordEvent } from "./record-event";
import { releaseCredits } from "./release-credits";

/** How long past its time an order waits for Stripe to answer, before its stock is given back regardless. */
const patienceMs = 30 * 60_000;
/** A debit that is under way past its order's time is asked about this often. */
const askAgainMs = 60 * 60_000;

export type Ending = "lapsed" | "cancelled" | "paid" | "not_due" | "over";

/**
 * Ends an order that nobody paid in time. The hosted page is closed first, so that nobody pays for what is given back;
 * if it turns out to be paid, the order is settled instead. `not_due`: its time was moved, or a debit is under way; it is
 * looked at again then.
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
    await lookAgain(db, order, now);
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
  const ending = closed === "closed" ? await inTransaction(db, (tx) => giveUp(tx, order, end)) : closed;
  if (ending === "not_due") await lookAgain(db, order, end.now);
  return ending;
}

/** Money that turns out to have come for this order settles it, or is waited for; any other leaves it as it is. */
async function closePage(
  db: Db,
  provider: PaymentProvider,
  order: OrderView,
  now: Date,
): Promise<"closed" | "paid" | "not_due"> {
  const { customerId, orderId, payment } = order;
  if (!payment?.sessionId) return "closed";
  const { sessionId, attempt } = payment;
  try {
    const close = () => provider.closeCheckout(sessionId, `order:${orderId}:close:${attempt}`);
    const page = await asAttempt(db, { customerId, orderId, attempt }, close, now);
    const followed = await followCheckout(db, provider, order, page, now);
    if (followed === "settled" || followed === "settled_late") return "paid";
    return followed === "processing" || followed === "still_processing" ? "not_due" : "closed";
  } catch (error) {
    if (now.getTime() - order.expiresAt.getTime() < patienceMs) throw error;
    return "closed";
  }
}

async function lookAgain(db: Db, { customerId, orderId }: OrderView, now: Date): Promise<void> {
  const { expiresAt } = await db.order.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
    select: { expiresAt: true },
  });
  const runAt = expiresAt > now ? expiresAt : new Date(now.getTime() + askAgainMs);
  await enqueue(db, "orders.lapse", { customerId, orderId }, { key: orderId, runAt });
}

/** What the page said may be old by now: under the lock, an order that a debit is under way for is left as it is. */
async function giveUp(
  tx: Tx,
  order: OrderView,
  { to, actor, now }: { to: "lapsed" | "cancelled"; actor: Actor; now: Date },
): Promise<"lapsed" | "cancelled" | "not_due" | "over"> {
  const { status, expiresAt } = await lockPayment(tx, order);
  if (status === "processing" || (to === "lapsed" && expiresAt > now)) return "not_due";
  if (!(await changeOrderStatus(tx, order, to, now))) return "over";
  await changePaymentStatus(tx, order, "expired", now);
  await releaseHolds(tx, { orderId: order.orderId, lines: order.lines, actor, reason: to, now });
  await releaseCredits(tx, order, actor, now);
  await restoreLines(tx, order.customerId, order.lines, order.currency, now);
  await recordEvent(tx, order, { type: to, actor, at: now });
  // Who tried to pay, could not, and left has not been told yet: the page was the last they saw.
  if (to === "lapsed" && order.events.some(({ type }) => type === "payment_failed"))
    await oweNotice(tx, order, "payment_failed", now);
  await reindexProducts(
    tx,
    order.lines.map((line) => line.productId),
  );
  return to;
}
