import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import type { CheckoutState, PaymentProvider } from "@/lib/payments/provider";
import { asAttempt, raiseAttempt } from "./as-attempt";
import { calledOffIn, type End } from "./call-off";
import { type Followed, followIntent } from "./follow-intent";
import { lockPayment } from "./lock-payment";
import { readCallOffs } from "./read-call-offs";
import type { OrderView } from "./read-order";
import { recordEvent } from "./record-event";

/** Whoever asked for the end finishes it, mostly; the job does where they could not. */
export const finishMs = 60_000;

/**
 * Has the provider call off a payment that the buyer has yet to make, and says where it stands then. That it is wanted is
 * written down first: what the provider tells of it meanwhile is known for our own doing, and if this process dies, a job
 * does it again under the same key. What was paid, or is under way by now, is written down as that.
 */
export async function releasePromise(
  db: Db,
  provider: PaymentProvider,
  order: OrderView,
  { sessionId, paymentIntentId }: CheckoutState,
  { now, ...end }: End & { now: Date },
): Promise<Followed> {
  if (!order.payment || !paymentIntentId || !(await askFor(db, order, end, now))) return "still_promised";
  const { customerId, orderId } = order;
  const { attempt } = order.payment;
  const idempotencyKey = `order:${orderId}:release:${paymentIntentId}:${attempt}`;
  const release = () => provider.release({ paymentIntentId, idempotencyKey });
  const intent = await asAttempt(db, { customerId, orderId, attempt }, release, now);
  if (intent.status !== "requires_action") return followIntent(db, { customerId, orderId }, intent, now, sessionId);
  // The provider won't (Stripe does not promise to, for a page's payment): the clock asks again until the method ends it.
  await writeRefusal(db, { customerId, orderId }, attempt, now);
  return "still_promised";
}

/**
 * Under the lock: false where there is no promise any more, or the clock's time was moved. What the provider has refused
 * the clock asks again and again, which is no news.
 */
function askFor(db: Db, { customerId, orderId }: OrderView, { to, actor }: End, now: Date): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    const { status, orderStatus, expiresAt } = await lockPayment(tx, order);
    if (status !== "promised" || orderStatus !== "pending_payment" || (to === "lapsed" && expiresAt > now))
      return false;
    const history = await readCallOffs(tx, order);
    if (calledOffIn(history) || (actor === "clock" && history.at(-1)?.type === "payment_call_off_failed")) return true;
    await recordEvent(tx, order, { type: "payment_called_off", actor, at: noEarlierThan(history, now), data: { to } });
    await enqueue(tx, "orders.lapse", order, { key: orderId, runAt: new Date(now.getTime() + finishMs) });
    return true;
  });
}

/**
 * What is refused is over: an end that comes later is not the one that was asked for. The provider keeps its answer under
 * the key, so the attempt is raised for whoever asks next.
 */
function writeRefusal(db: Db, order: OrderKey, attempt: number, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    await lockPayment(tx, order);
    await raiseAttempt(tx, { ...order, attempt }, now);
    const history = await readCallOffs(tx, order);
    if (calledOffIn(history))
      await recordEvent(tx, order, {
        type: "payment_call_off_failed",
        actor: "stripe",
        at: noEarlierThan(history, now),
      });
  });
}

/** Whoever acts now may have begun before what it answers to was written: its event stands behind that all the same. */
const noEarlierThan = (history: readonly { at: Date }[], now: Date): Date =>
  new Date(Math.max(now.getTime(), ...history.map(({ at }) => at.getTime())));

interface OrderKey {
  customerId: string;
  orderId: string;
}
