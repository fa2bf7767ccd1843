import type Stripe from "stripe";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { storeEvent } from "./store-event";

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
  const payload: object = JSON.parse(webhook.rawBody);
  const isNew = await storeEvent(db, { eventId: event.id, type: event.type, payload }, webhook.now);
  return ok({ eventId: event.id, isNew });
}
