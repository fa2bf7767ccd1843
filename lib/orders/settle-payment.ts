import { idOfName, newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { buyerOf } from "@/lib/inventory/buyer";
import { holdStock } from "@/lib/inventory/hold-stock";
import { readLocationOrder } from "@/lib/inventory/read-locations";
import { enqueue } from "@/lib/jobs/queue";
import { becomePaid } from "./become-paid";
import { captureBefore } from "./capture-before";
import { changePaymentStatus } from "./change-status";
import { holdCreditsAgain } from "./hold-credits-again";
import { lockPayment } from "./lock-payment";
import { noteIntent } from "./note-intent";
import { type Actor, holdsMoney } from "./order";
import { oweRefund } from "./owe-refund";
import { type OrderView, readOrder } from "./read-order";
import { recordCapture } from "./record-capture";
import { recordEvent } from "./record-event";

export interface PaidNotice {
  customerId: string;
  orderId: string;
  sessionId: string | null;
  paymentIntentId: string;
  /** What the buyer agreed to pay. */
  amount: number;
  /** What was taken of it; all, when left out. */
  capturedAmount?: number;
  /** Only set aside, and until when. */
  authorizedUntil?: Date;
  currency: string;
  actor: Actor;
}

/** What became of the money: `settled` is the first time, `already_settled` every time after. */
export type Settlement =
  | "settled"
  | "settled_late"
  | "captured"
  | "already_settled"
  | "refunding"
  | "voiding"
  | "unknown_order";

/** The stock of a late payment is gone, or the credit that paid its other part: unwinds the transaction that tried to take it. */
class StockGone extends Error {}

/**
 * Money for an order has arrived, or was set aside for it. One transaction, under the order's lock: the payment is paid
 * or authorized, the order is paid, its holds become sales, and what follows is enqueued. However often and late this is
 * told, it happens once. If the order has lapsed meanwhile, its stock is taken again; where that can't be, or the order
 * was cancelled, or this is not the payment we asked for, the money goes back by itself: every payment ends with exactly
 * one order, or one refund, or let go.
 */
export async function settlePayment(
  db: Db,
  paid: PaidNotice,
  now: Date,
  known?: OrderView | null,
): Promise<Settlement> {
  const order = known ?? (await readOrder(db, paid));
  if (!order?.payment) return "unknown_order";
  if (isKnown(order, paid)) return "already_settled";
  try {
    return await inTransaction(db, (tx) => settle(tx, order, paid, now));
  } catch (error) {
    if (!(error instanceof StockGone)) throw error;
    return inTransaction(db, (tx) => takeAndGiveBack(tx, order, paid, "out_of_stock", now));
  }
}

/** Stripe tells of a payment several times over: most of it is known by a look, without the lock. */
function isKnown({ payment }: OrderView, paid: PaidNotice): boolean {
  if (!payment || payment.paymentIntentId !== paid.paymentIntentId || !holdsMoney(payment.status)) return false;
  return payment.status !== "authorized" || paid.authorizedUntil !== undefined;
}

async function settle(tx: Tx, order: OrderView, paid: PaidNotice, now: Date): Promise<Settlement> {
  const payment = await lockPayment(tx, order);
  if (holdsMoney(payment.status)) {
    if (payment.paymentIntentId !== paid.paymentIntentId) return giveBackOther(tx, order, paid, "paid_twice", now);
    if (payment.status !== "authorized" || paid.authorizedUntil) return "already_settled";
    await recordCapture(tx, order, { amount: takenOf(paid), actor: paid.actor }, now);
    return "captured";
  }
  if (paid.amount !== payment.amount || paid.currency !== payment.currency)
    return giveBackOther(tx, order, paid, "amount_mismatch", now);

  const { orderStatus: status } = payment;
  if (status === "cancelled") return takeAndGiveBack(tx, order, paid, "order_cancelled", now);
  if (status !== "pending_payment" && status !== "lapsed") return giveBackOther(tx, order, paid, "paid_twice", now);
  const late = status === "lapsed";
  if (late) await holdAgain(tx, order, now);
  await Promise.all([
    take(tx, order, paid, now),
    becomePaid(tx, order, { late, actor: paid.actor, data: { paymentIntentId: paid.paymentIntentId } }, now),
  ]);
  return late ? "settled_late" : "settled";
}

/** Writes the money down as the order's own. */
async function take(tx: Tx, order: OrderView, paid: PaidNotice, now: Date): Promise<void> {
  const { paymentIntentId, sessionId, authorizedUntil } = paid;
  // Before the order's own: it is paid because of it.
  const eventId = newId();
  const known = { paymentIntentId, sessionId, forgetError: true };
  const change = authorizedUntil
    ? changePaymentStatus(tx, order, "authorized", now, { ...known, authorizedUntil })
    : changePaymentStatus(tx, order, "paid", now, { ...known, capturedAmount: takenOf(paid) });
  await Promise.all([noteIntent(tx, order, paymentIntentId), change]);
  if (!authorizedUntil) return;
  await recordEvent(tx, order, {
    eventId,
    type: "payment_authorized",
    actor: paid.actor,
    at: now,
    data: { paymentIntentId, amount: paid.amount, until: authorizedUntil.toISOString() },
  });
  // Parcels or not: money that was set aside is taken before it is let go by itself.
  await enqueue(tx, "payments.capture", key(order), { key: order.orderId, runAt: captureBefore(authorizedUntil) });
}

async function holdAgain(tx: Tx, order: OrderView, now: Date): Promise<void> {
  const merchantIds = order.lines.map((line) => line.merchantId);
  const held = await holdStock(tx, {
    orderId: order.orderId,
    lines: order.lines,
    locations: await readLocationOrder(tx, merchantIds, order.shipTo.country),
    buyer: buyerOf(order.email),
    expiresAt: now,
    actor: "clock",
    now,
  });
  if (!held.ok || !(await holdCreditsAgain(tx, order, now))) throw new StockGone();
}

/** The order's own payment, but too late: it is written down and goes back. */
async function takeAndGiveBack(
  tx: Tx,
  order: OrderView,
  paid: PaidNotice,
  reason: "out_of_stock" | "order_cancelled",
  now: Date,
): Promise<Settlement> {
  const payment = await lockPayment(tx, order);
  if (holdsMoney(payment.status)) return "already_settled";
  await take(tx, order, paid, now);
  return giveBack(tx, order, paid, reason, now);
}

/** Money of another payment than the order's own: paid on two pages, or not what we asked for. */
async function giveBackOther(
  tx: Tx,
  order: OrderView,
  paid: PaidNotice,
  reason: "paid_twice" | "amount_mismatch",
  now: Date,
): Promise<Settlement> {
  const { paymentIntentId, amount, currency } = paid;
  const isFirst = await noteIntent(tx, order, paymentIntentId);
  if (isFirst && reason === "amount_mismatch")
    await recordEvent(tx, order, {
      type: "payment_mismatch",
      actor: paid.actor,
      at: now,
      data: { paymentIntentId, amount, currency },
    });
  if (paid.authorizedUntil && !isFirst) return "already_settled";
  return giveBack(tx, order, paid, reason, now);
}

async function giveBack(tx: Tx, order: OrderView, paid: PaidNotice, reason: string, now: Date): Promise<Settlement> {
  const { paymentIntentId } = paid;
  if (paid.authorizedUntil) {
    await enqueue(tx, "payments.void", { ...key(order), paymentIntentId }, { key: paymentIntentId });
    return "voiding";
  }
  const refundId = wholeRefundId(paymentIntentId);
  const known = await tx.refund.count({ where: { ...key(order), refundId } });
  if (known > 0) return "already_settled";
  const owed = await oweRefund(
    tx,
    order,
    { refundId, paymentIntentId, amount: takenOf(paid), reason, actor: paid.actor },
    now,
  );
  return owed.ok ? "refunding" : "already_settled";
}

/** One payment goes back whole at most once, so its refund's id follows from its own. */
function wholeRefundId(paymentIntentId: string): string {
  return idOfName(`refund of ${paymentIntentId}`);
}

const takenOf = ({ amount, capturedAmount }: PaidNotice) => capturedAmount ?? amount;

const key = ({ customerId, orderId }: { customerId: string; orderId: string }) => ({ customerId, orderId });
