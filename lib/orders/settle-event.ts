import { z } from "zod";
import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { changePaymentStatus } from "./change-status";
import { recordEvent } from "./record-event";
import { settlePayment } from "./settle-payment";

const sessionSchema = z.object({
  id: z.string(),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  payment_intent: z.union([z.string(), z.object({ id: z.string() }).transform((intent) => intent.id)]).nullable(),
  amount_total: z.number().int(),
  currency: z.string().transform((code) => code.toUpperCase()),
  metadata: z.object({ orderId: z.guid(), customerId: z.guid() }),
});

type Session = z.infer<typeof sessionSchema>;

const payloadSchema = z.object({ data: z.object({ object: z.unknown() }) });

/** An asynchronous method (a bank debit) may take days to say yes or no: the hold lasts that long. */
const processingMs = 7 * 24 * 3_600_000;

/**
 * Handles a webhook from the inbox. Each kind of event leads to a verb that is idempotent and takes what it is told in
 * any order, so an event handled twice, or after a later one, changes nothing.
 */
export async function settleEvent(db: Db, eventId: string, now: Date): Promise<void> {
  const event = await db.stripeEvent.findUnique({
    where: { eventId },
    select: { type: true, payload: true, handledAt: true },
  });
  if (!event || event.handledAt) return;
  const object = payloadSchema.parse(event.payload).data.object;
  if (event.type.startsWith("checkout.session.")) await settleSession(db, event.type, object, now);
  if (event.type === "charge.dispute.created") log.warn({ eventId }, "a payment is disputed");
  await db.stripeEvent.update({ where: { eventId }, data: { handledAt: now }, select: { eventId: true } });
}

async function settleSession(db: Db, type: string, object: unknown, now: Date): Promise<void> {
  const parsed = sessionSchema.safeParse(object);
  if (!parsed.success) {
    log.warn({ type }, "a checkout session that is none of ours");
    return;
  }
  const session = parsed.data;
  const order = { customerId: session.metadata.customerId, orderId: session.metadata.orderId };
  if (session.payment_status === "paid" && session.payment_intent) {
    const outcome = await settlePayment(
      db,
      {
        ...order,
        sessionId: session.id,
        paymentIntentId: session.payment_intent,
        amount: session.amount_total,
        currency: session.currency,
        actor: "stripe",
      },
      now,
    );
    log.info({ ...order, outcome }, "payment settled");
    return;
  }
  if (type === "checkout.session.completed") await markProcessing(db, order, session, now);
  if (type === "checkout.session.async_payment_failed") await markFailed(db, order, now);
}

async function markProcessing(
  db: Db,
  order: { customerId: string; orderId: string },
  session: Session,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const changed = await changePaymentStatus(tx, order, "processing", now, { sessionId: session.id });
    if (!changed) return;
    await tx.order.updateMany({
      where: { ...order, status: "pending_payment" },
      data: { expiresAt: new Date(now.getTime() + processingMs), updatedAt: now },
    });
    await recordEvent(tx, order, { type: "payment_processing", actor: "stripe", at: now });
  });
}

async function markFailed(db: Db, order: { customerId: string; orderId: string }, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const changed = await changePaymentStatus(tx, order, "failed", now);
    if (!changed) return;
    // The next look at the clock lets it lapse; the stock is not kept waiting for a debit that failed.
    await tx.order.updateMany({
      where: { ...order, status: "pending_payment" },
      data: { expiresAt: now, updatedAt: now },
    });
    await recordEvent(tx, order, { type: "payment_failed", actor: "stripe", at: now });
  });
}
