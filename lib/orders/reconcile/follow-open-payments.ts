import type { Db } from "@/lib/db/client";
import { enqueueUnlessAtIt } from "@/lib/jobs/enqueue-unless";
import type { PaymentProvider } from "@/lib/payments/provider";
import { unlessMissing } from "@/lib/payments/unless-missing";
import { captureBefore } from "../capture-before";
import { failPage } from "../fail-page";
import { failPayment } from "../fail-payment";
import { type Followed, followCheckout, followHeld } from "../follow-intent";
import { readAmountDue } from "../read-amount-due";
import { type OrderView, readOrder } from "../read-order";
import { type Budget, eachSideBySide } from "./budget";
import { takeFailures } from "./failures";
import { noteMended } from "./note-mended";
import { placeAt, readPlace, writePlace } from "./place";
import { keepUnread, raiseUnknown } from "./raise-difference";

/** What is younger is left to the webhooks and the jobs. */
const lagMs = 10 * 60_000;
const pageSize = 100;
const placeKey = "reconcile.open";
const start = placeAt(new Date(0));

/**
 * Asks the provider how the payments stand that wait for something, all of them in turn and as many a run as the time
 * allows: a webhook that never came, a job that was lost, money set aside for an order that is off. What fails for one is
 * kept in mind where its order is past its time, and thrown once all have had their turn; an outage ends it at once. Returns how many it asked for.
 */
export async function followOpenPayments(
  db: Db,
  provider: PaymentProvider,
  budget: Budget,
  now: Date,
): Promise<number> {
  const failures = takeFailures(db, provider);
  let place = (await readPlace(db, placeKey)) ?? start;
  for (let asked = 0; ; ) {
    const waiting = await db.$queryRaw<{ customerId: string; orderId: string; at: Date }[]>`
      SELECT customer_id AS "customerId", order_id AS "orderId", updated_at AS at FROM payment
       WHERE status IN ('opening', 'open', 'promised', 'processing', 'authorized')
         AND updated_at < ${new Date(now.getTime() - lagMs)}::timestamptz
         AND (updated_at, order_id) > (${place.at}::timestamptz, ${place.orderId}::uuid)
       ORDER BY updated_at, order_id LIMIT ${pageSize}`;
    await eachSideBySide(waiting, (key) =>
      failures.attempt({
        async take() {
          const order = await readOrder(db, key);
          if (order) await followOrder(db, provider, order, now);
        },
        giveUp: () => keepUnread(db, key, now),
      }),
    );
    await failures.tryAgain();
    asked += waiting.length;
    const last = waiting.length === pageSize ? waiting.at(-1) : undefined;
    place = last ? { at: last.at, orderId: last.orderId } : start;
    await writePlace(db, placeKey, place, now);
    if (last && !budget.isSpent()) continue;
    failures.end("Some payments could not be asked about");
    return asked;
  }
}

/** Brings one order to where its payment stands, and starts again what should have happened by now. */
export async function followOrder(db: Db, provider: PaymentProvider, order: OrderView, now: Date): Promise<void> {
  const { payment } = order;
  const key = { customerId: order.customerId, orderId: order.orderId };
  if (!payment) return;
  if (payment.status === "authorized" && payment.paymentIntentId) {
    const { paymentIntentId } = payment;
    const intent = await unlessMissing(() => provider.readIntent(paymentIntentId));
    if (!intent) return raiseUnknown(db, { ...key, paymentIntentId }, now);
    const followed = await followHeld(db, order, intent, now);
    await noteMended(db, order, followed, now);
    if (followed !== "already_settled") return;
    if ((await readAmountDue(db, order)) === 0) await enqueueUnlessAtIt(db, "payments.void", key, order.orderId);
    else if (order.status !== "paid" || isToBeTaken(payment, now))
      await enqueueUnlessAtIt(db, "payments.capture", key, order.orderId);
    return;
  }
  const followed = payment.sessionId ? await followPage(db, provider, order, payment.sessionId, now) : "unpaid";
  await noteMended(db, order, followed, now);
  if (followed === "unpaid" && order.status === "pending_payment" && order.expiresAt < now)
    await enqueueUnlessAtIt(db, "orders.lapse", key, order.orderId);
}

/** Whether money that is set aside would soon be let go by itself. */
const isToBeTaken = ({ authorizedUntil }: { authorizedUntil: Date | null }, now: Date): boolean =>
  authorizedUntil !== null && captureBefore(authorizedUntil) <= now;

async function followPage(
  db: Db,
  provider: PaymentProvider,
  order: OrderView,
  sessionId: string,
  now: Date,
): Promise<Followed> {
  const page = await unlessMissing(() => provider.readCheckout(sessionId));
  // A page the provider does not know can't be paid: the order goes on as if nobody had. One that is done and whose payment
  // the provider does not know may be.
  if (!page) return "unpaid";
  const outcome = await followCheckout(db, provider, order, page, now);
  if (outcome === "unpaid" && page.status === "expired")
    await failPayment(db, order, { sessionId, to: "expired" }, now);
  if ((outcome === "unpaid" || outcome === "canceled") && page.status === "complete")
    await failPage(db, provider, order, page, now);
  return outcome;
}
