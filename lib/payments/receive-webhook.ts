import type Stripe from "stripe";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";

/** A webhook older than this is not taken (Stripe's own advice against replays). */
const toleranceSeconds = 300;

/**
 * Takes a webhook: checks the signature over the raw body, stores the event once by its id, and enqueues its handling
 * in the same transaction. Nothing of the order is touched here, so that Stripe gets its answer at once.
 */
export async function receiveWebhook(
  db: Db,
  stripe: Stripe,
  webhook: { rawBody: string; signature: string; secret: string; now: Date },
): Promise<Result<{ eventId: string; isNew: boolean }, { code: "bad_signature" }>> {
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(webhook.rawBody, webhook.signature, webhook.secret, toleranceSeconds);
  } catch {
    return err({ code: "bad_signature" });
  }
  const isNew = await db.$transaction(async (tx) => {
    const stored = await tx.stripeEvent.createMany({
      data: [{ eventId: event.id, type: event.type, payload: JSON.parse(webhook.rawBody), receivedAt: webhook.now }],
      skipDuplicates: true,
    });
    if (stored.count === 0) return false;
    await enqueue(tx, "payments.settle", { eventId: event.id }, { key: event.id });
    return true;
  });
  return ok({ eventId: event.id, isNew });
}
