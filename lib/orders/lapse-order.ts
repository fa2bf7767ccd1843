import { restoreLines } from "@/lib/cart/change-cart";
import { reindexProducts } from "@/lib/catalog/reindex-products";
import { log } from "@/lib/core/log";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { releaseHolds } from "@/lib/inventory/release-holds";
import { enqueue } from "@/lib/jobs/queue";
import { isAnswer, type PaymentProvider } from "@/lib/payments/provider";
import { asAttempt, raiseAttempt } from "./as-attempt";
import { askedEnd, calledOffIn, type End } from "./call-off";
import { changeOrderStatus, changePaymentStatus } from "./change-status";
import { type Followed, followCheckout } from "./follow-intent";
import { lockPayment } from "./lock-payment";
import type { Actor } from "./order";
import { oweNotice } from "./owe-notice";
import { readCallOffs } from "./read-call-offs";
import { type OrderView, readOrder } from "./read-order";
import { recordEvent } from "./record-event";
import { releaseCredits } from "./release-credits";
import { finishMs, releasePromise } from "./release-promise";

/** How long past its time an order waits for Stripe to answer, before its stock is given back regardless. */
const patienceMs = 30 * 60_000;
/** A payment that can't be called off is asked about this often past its order's time. */
const askAgainMs = 60 * 60_000;

export type Ending = "lapsed" | "cancelled" | "paid" | "not_due" | "unknown" | "over";

/**
 * Ends an order that nobody paid in time, or as it was begun to end. The hosted page is closed first and a voucher called
 * off, so that nobody pays for what is given back; if it turns out to be paid, the order is settled instead. `not_due`: its
 * time was moved, or a debit is under way; it is looked at again then. `unknown`: the provider says what nobody can make
 * anything of, and it may be paid; it is looked at again every hour, and every minute of the first in which its payment is
 * being called off.
 */
export async function lapseOrder(
  db: Db,
  provider: PaymentProvider,
  key: { customerId: string; orderId: string },
  now: Date,
): Promise<Ending> {
  const order = await readOrder(db, key);
  if (order?.status !== "pending_payment") return "over";
  const asked = askedEnd(order);
  if (order.expiresAt > now && !asked) {
    await lookAgain(db, order, "not_due", now);
    return "not_due";
  }
  return endUnpaid(db, provider, order, { ...(asked ?? { to: "lapsed", actor: "clock" }), now });
}

/**
 * The shopper, or an operator, calls an unpaid order off: its lines go back to the cart. `not_due`: its payment can't be
 * called off. `unknown`: it may be paid already.
 */
export async function cancelOrder(
  db: Db,
  provider: PaymentProvider,
  key: { customerId: string; orderId: string },
  now: Date,
  actor: Actor = "shopper",
): Promise<Ending> {
  const order = await readOrder(db, key);
  if (order?.status !== "pending_payment" || order.payment?.status === "processing") return "over";
  return endUnpaid(db, provider, order, { to: "cancelled", actor, now });
}

async function endUnpaid(
  db: Db,
  provider: PaymentProvider,
  order: OrderView,
  end: End & { now: Date },
): Promise<Ending> {
  const closed = await closePage(db, provider, order, end);
  const ending =
    closed === "closed" || closed === "released"
      ? await inTransaction(db, (tx) => giveUp(tx, order, { ...end, isReleased: closed === "released" }))
      : closed;
  if (ending === "not_due" || ending === "unknown") await lookAgain(db, order, ending, end.now);
  return ending;
}

/**
 * Money that turns out to have come for this order settles it, or is waited for; any other leaves it as it is.
 * `released`: the page was done, and the provider says that its payment can't be made any more.
 * `unknown`: somebody has done what there is to do on it, and what came of that can't be made out.
 */
async function closePage(
  db: Db,
  provider: PaymentProvider,
  order: OrderView,
  end: End & { now: Date },
): Promise<"closed" | "released" | "paid" | "not_due" | "unknown"> {
  const { now } = end;
  const { customerId, orderId, payment } = order;
  if (!payment?.sessionId) return "closed";
  const { sessionId, attempt } = payment;
  let isDone = false;
  try {
    const close = () => provider.closeCheckout(sessionId, `order:${orderId}:close:${attempt}`);
    const page = await asAttempt(db, { customerId, orderId, attempt }, close, now);
    isDone = page.status === "complete";
    // It won't be closed, and the provider keeps its answer to the key.
    if (page.status === "open") await raiseAttempt(db, { customerId, orderId, attempt }, now);
    const first = await followCheckout(db, provider, order, page, now);
    const isPromised = first === "promised" || first === "still_promised";
    const followed = isPromised ? await releasePromise(db, provider, order, page, end) : first;
    if (followed === "settled" || followed === "settled_late") return "paid";
    // A page that can't be closed, or stands in a way that has no name yet, may be paid on: it is asked about again.
    if (awaited.has(followed) || page.status === "open") return "not_due";
    return isDone ? "released" : "closed";
  } catch (error) {
    if (isDone && isAnswer(error)) {
      log.warn({ err: error, customerId, orderId }, "what came of an order's payment can't be made out");
      return "unknown";
    }
    // Nor does an order that may be paid give its units back while the provider can't be asked.
    if (isDone || now.getTime() - order.expiresAt.getTime() < patienceMs) throw error;
    return "closed";
  }
}

const awaited = new Set<Followed>(["promised", "still_promised", "processing", "still_processing"]);

/**
 * Under the lock, for there is one job: whoever sees the payment fail meanwhile has the order lapse now (`stopWaiting`), and
 * that is not put off. Nor is finishing what was begun to be called off, where it was told of as before.
 */
function lookAgain(
  db: Db,
  { customerId, orderId, payment }: OrderView,
  ending: "not_due" | "unknown",
  now: Date,
): Promise<void> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    const { status, expiresAt } = await lockPayment(tx, order);
    const hasEnded = status !== payment?.status && (status === "failed" || status === "expired");
    const begun = ending === "unknown" ? calledOffIn(await readCallOffs(tx, order)) : undefined;
    const isFinishing = begun !== undefined && now.getTime() - begun.at.getTime() < askAgainMs;
    const askAgainAt = hasEnded ? now : new Date(now.getTime() + (isFinishing ? finishMs : askAgainMs));
    const runAt = expiresAt > now && !isFinishing ? expiresAt : askAgainAt;
    await enqueue(tx, "orders.lapse", order, { key: orderId, runAt, inMs: hasEnded ? 0 : finishMs });
  });
}

/**
 * What the page said may be old by now: under the lock, an order that a debit is under way for is left as it is, and so is
 * one whose buyer may still pay.
 */
async function giveUp(
  tx: Tx,
  order: OrderView,
  { to, actor, isReleased, now }: End & { isReleased: boolean; now: Date },
): Promise<"lapsed" | "cancelled" | "not_due" | "over"> {
  const { status, expiresAt } = await lockPayment(tx, order);
  if (status === "processing" || (status === "promised" && !isReleased) || (to === "lapsed" && expiresAt > now))
    return "not_due";
  if (!(await changeOrderStatus(tx, order, to, now))) return "over";
  await changePaymentStatus(tx, order, "expired", now);
  await releaseHolds(tx, { orderId: order.orderId, lines: order.lines, actor, reason: to, now });
  await releaseCredits(tx, order, actor, now);
  await restoreLines(tx, order.customerId, order.lines, order.currency, now);
  await recordEvent(tx, order, { type: to, actor, at: now });
  if (to === "lapsed" && (await hasTried(tx, order))) await oweNotice(tx, order, "payment_failed", now);
  if (to === "cancelled" && actor !== "shopper") await oweNotice(tx, order, "cancelled", now);
  await reindexProducts(
    tx,
    order.lines.map((line) => line.productId),
  );
  return to;
}

/**
 * Who tried to pay, could not or did not, and left has not been told yet: the page was the last they saw. Read under the
 * lock, for Stripe may have told of it while the page was closed.
 */
async function hasTried(tx: Tx, { customerId, orderId }: OrderView): Promise<boolean> {
  const where = { customerId, orderId, type: { in: ["payment_failed", "payment_promised"] } };
  return (await tx.orderEvent.count({ where })) > 0;
}
