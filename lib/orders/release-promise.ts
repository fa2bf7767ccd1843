import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import type { CheckoutState, PaymentProvider } from "@/lib/payments/provider";
import { asAttempt } from "./as-attempt";
import { type Followed, followIntent } from "./follow-intent";
import { lockPayment } from "./lock-payment";
import type { Actor } from "./order";
import type { OrderView } from "./read-order";
import { recordEvent } from "./record-event";

/** How an order that nobody paid ends, and who wants it. */
export interface End {
  to: "lapsed" | "cancelled";
  actor: Actor;
}

/** Whoever asked for the end finishes it, mostly; the job does where they could not. */
const finishMs = 60_000;

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
  // The provider won't (Stripe does not promise to, for a page's payment): the clock asks again until the method ends it.
  if (intent.status === "requires_action") return "still_promised";
  return followIntent(db, { customerId, orderId }, intent, now, sessionId);
}

/** Under the lock: false where there is no promise any more, or the clock's time was moved. */
function askFor(db: Db, { customerId, orderId }: OrderView, { to, actor }: End, now: Date): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    const { status, orderStatus, expiresAt } = await lockPayment(tx, order);
    if (status !== "promised" || orderStatus !== "pending_payment" || (to === "lapsed" && expiresAt > now))
      return false;
    if ((await tx.orderEvent.count({ where: { ...order, type: "payment_called_off" } })) > 0) return true;
    await recordEvent(tx, order, { type: "payment_called_off", actor, at: now, data: { to } });
    await enqueue(tx, "orders.lapse", order, { key: orderId, runAt: new Date(now.getTime() + finishMs) });
    return true;
  });
}

const askedSchema = z.object({
  actor: z.union([z.enum(["shopper", "clock"]), z.templateLiteral(["staff:", z.string()])]),
  data: z.object({ to: z.enum(["lapsed", "cancelled"]) }),
});

/** What was asked for, and by whom, where somebody had begun to call the payment off. */
export function askedEnd({ events }: OrderView): End | null {
  const asked = events.find(({ type }) => type === "payment_called_off");
  const told = askedSchema.safeParse(asked).data;
  return told ? { to: told.data.to, actor: told.actor } : null;
}
