import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { holdStock } from "@/lib/inventory/hold-stock";
import { sellHolds } from "@/lib/inventory/sell-holds";
import { enqueue } from "@/lib/jobs/queue";
import { changeOrderStatus, changePaymentStatus } from "./change-status";
import type { Actor } from "./order";
import { type OrderView, readOrder } from "./read-order";
import { recordEvent } from "./record-event";

export interface PaidNotice {
  customerId: string;
  orderId: string;
  sessionId: string;
  paymentIntentId: string;
  amount: number;
  currency: string;
  actor: Actor;
}

/** What became of the money: `settled` is the first time, `already_settled` every time after. */
export type Settlement = "settled" | "settled_late" | "already_settled" | "refunding" | "unknown_order";

/** The stock of a late payment is gone: unwinds the transaction that tried to take it. */
class StockGone extends Error {}

/**
 * Money has arrived for an order. One transaction: the payment is paid, the order is paid, its holds become sales, the
 * buyer's confirmation and the merchants' fulfilments are enqueued. However often and late this is told, it happens
 * once. If the order has lapsed meanwhile, its stock is taken again; where that can't be, or the order was cancelled,
 * or the amount is not what we asked, the money goes back by itself.
 */
export async function settlePayment(db: Db, paid: PaidNotice, now: Date): Promise<Settlement> {
  const order = await readOrder(db, paid);
  if (!order?.payment) return "unknown_order";
  try {
    return await inTransaction(db, (tx) => settle(tx, order, paid, now));
  } catch (error) {
    if (!(error instanceof StockGone)) throw error;
    return inTransaction(db, (tx) => giveBack(tx, order, paid, "out_of_stock", now));
  }
}

async function settle(tx: Tx, order: OrderView, paid: PaidNotice, now: Date): Promise<Settlement> {
  if (paid.amount !== order.totalAmount || paid.currency !== order.currency)
    return giveBack(tx, order, paid, "amount_mismatch", now);
  const first = await changePaymentStatus(tx, order, "paid", now, {
    paymentIntentId: paid.paymentIntentId,
    sessionId: paid.sessionId,
    lastError: null,
  });
  if (!first) return alreadyPaid(tx, order, paid, now);

  const late = !(await changeIfWaiting(tx, order, now));
  if (late && !(await changeOrderStatus(tx, order, "paid", now, { paidAt: now })))
    return giveBack(tx, order, paid, "order_cancelled", now);
  if (late) await holdAgain(tx, order, now);
  const sold = await sellHolds(tx, { orderId: order.orderId, lines: order.lines, actor: paid.actor, now });
  if (sold !== order.lines.length)
    throw new Error(`order ${order.orderId}: ${sold} of ${order.lines.length} lines were held when it was paid`);

  await recordEvent(tx, order, {
    type: late ? "paid_late" : "paid",
    actor: paid.actor,
    at: now,
    data: { paymentIntentId: paid.paymentIntentId },
  });
  await oweNotice(tx, order, "confirmed", now);
  await enqueue(tx, "fulfilment.cut", key(order), { key: order.orderId });
  for (const productId of new Set(order.lines.map((line) => line.productId)))
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
  return late ? "settled_late" : "settled";
}

async function changeIfWaiting(tx: Tx, order: OrderView, now: Date): Promise<boolean> {
  const { count } = await tx.order.updateMany({
    where: { ...key(order), status: "pending_payment" },
    data: { status: "paid", paidAt: now, updatedAt: now },
  });
  return count === 1;
}

async function holdAgain(tx: Tx, order: OrderView, now: Date): Promise<void> {
  const held = await holdStock(tx, { orderId: order.orderId, lines: order.lines, expiresAt: now, actor: "clock", now });
  if (!held.ok) throw new StockGone();
}

/** Paid before. By the same payment: nothing to do. By another (two pages paid at once): that one goes back. */
async function alreadyPaid(tx: Tx, order: OrderView, paid: PaidNotice, now: Date): Promise<Settlement> {
  const known = await tx.payment.findUnique({
    where: { customerId_orderId: key(order) },
    select: { paymentIntentId: true },
  });
  if (!known?.paymentIntentId || known.paymentIntentId === paid.paymentIntentId) return "already_settled";
  const told = await tx.orderEvent.count({
    where: { ...key(order), type: "refund_due", data: { path: ["paymentIntentId"], equals: paid.paymentIntentId } },
  });
  if (told > 0) return "already_settled";
  await oweRefund(tx, order, paid, "paid_twice", now);
  return "refunding";
}

async function giveBack(tx: Tx, order: OrderView, paid: PaidNotice, reason: string, now: Date): Promise<Settlement> {
  await changePaymentStatus(tx, order, "paid", now, {
    paymentIntentId: paid.paymentIntentId,
    sessionId: paid.sessionId,
  });
  if (!(await changePaymentStatus(tx, order, "refund_due", now, { lastError: reason }))) return "already_settled";
  await oweRefund(tx, order, paid, reason, now);
  await oweNotice(tx, order, "refunded", now);
  return "refunding";
}

async function oweRefund(tx: Tx, order: OrderView, paid: PaidNotice, reason: string, now: Date): Promise<void> {
  await recordEvent(tx, order, {
    type: "refund_due",
    actor: paid.actor,
    at: now,
    data: { paymentIntentId: paid.paymentIntentId, amount: paid.amount, reason },
  });
  await enqueue(
    tx,
    "payments.refund",
    { ...key(order), paymentIntentId: paid.paymentIntentId, amount: paid.amount },
    { key: paid.paymentIntentId },
  );
}

/** Owes the buyer one message for a cause, however often the cause is told. */
export async function oweNotice(
  tx: Tx,
  order: { customerId: string; orderId: string },
  cause: string,
  now: Date,
): Promise<void> {
  const { count } = await tx.notice.createMany({
    data: [{ ...key(order), cause, createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 1) await enqueue(tx, "mail.send", { ...key(order), cause }, { key: `${order.orderId}:${cause}` });
}

const key = ({ customerId, orderId }: { customerId: string; orderId: string }) => ({ customerId, orderId });
