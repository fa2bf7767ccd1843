import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { oweMerchantNotice } from "@/lib/merchants/owe-merchant-notice";
import { statusesBefore } from "@/lib/orders/order";
import type { WebhookAnswer, WebhookChannel } from "./post-webhook";
import { deliveryTransitions, patienceDays, switchedOff, webhookHeaders } from "./webhook";
import { openSecret } from "./webhook-secret";

export interface DeliveryKey {
  merchantId: string;
  endpointId: string;
  eventId: string;
}

interface DeliveryContext {
  db: Db;
  channel: WebhookChannel;
  /** No further attempt follows this one. */
  lastAttempt: boolean;
}

/** Thrown for the queue to try again later. */
export class WebhookNotTaken extends Error {}

/**
 * Tells one endpoint one event and notes what it answered. Between the receiver's yes and our note a crash may tell it
 * twice: both carry one `webhook-id`, by which the standard asks receivers to know them as one.
 */
export async function deliverWebhook(
  { db, channel, lastAttempt }: DeliveryContext,
  key: DeliveryKey,
  now: Date,
): Promise<"delivered" | "failed" | "nothing_to_do"> {
  const { merchantId, endpointId, eventId } = key;
  const delivery = await db.webhookDelivery.findUnique({
    where: { merchantId_endpointId_eventId: { merchantId, endpointId, eventId } },
    select: { status: true, payload: true, endpoint: { select: { url: true, secret: true, active: true } } },
  });
  if (delivery?.status !== "pending") return "nothing_to_do";
  const { url, secret, active } = delivery.endpoint;
  if (!active) {
    await note(db, key, { status: null, error: switchedOff }, "failed");
    return "failed";
  }
  const body = JSON.stringify(z.json().parse(delivery.payload));
  const answer = await channel.post(url, webhookHeaders({ id: eventId, body, secret: openSecret(secret) }, now), body);
  if (answer.error === null) {
    await note(db, key, answer, "delivered", now);
    return "delivered";
  }
  const gone = answer.status === 410;
  await inTransaction(db, async (tx) => {
    await note(tx, key, answer, lastAttempt || gone ? "failed" : "pending");
    if (gone || (await isDead(tx, key, url, now))) await switchOff(tx, key, url, now);
  });
  if (lastAttempt || gone) return "failed";
  throw new WebhookNotTaken(`${new URL(url).host}: ${answer.status ?? answer.error}`);
}

/** Replayed meanwhile or delivered by another run, the row is no longer pending and stays as it is. */
async function note(
  db: Db | Tx,
  { merchantId, endpointId, eventId }: DeliveryKey,
  { status, error }: WebhookAnswer,
  to: "pending" | "delivered" | "failed",
  deliveredAt: Date | null = null,
): Promise<void> {
  const from = to === "pending" ? ["pending" as const] : statusesBefore(deliveryTransitions, to);
  await db.webhookDelivery.updateMany({
    where: { merchantId, endpointId, eventId, status: { in: from } },
    data: { status: to, attempts: { increment: 1 }, responseStatus: status, lastError: error, deliveredAt },
  });
}

/** Whether something has been told in vain for `patienceDays`, and nothing was taken in all that time. */
async function isDead(tx: Tx, { merchantId, endpointId }: DeliveryKey, url: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - patienceDays * 24 * 60 * 60_000);
  const taken = await tx.webhookDelivery.count({ where: { merchantId, endpointId, deliveredAt: { gt: since } } });
  if (taken > 0) return false;
  const inVain = await tx.webhookDelivery.count({
    where: { merchantId, endpointId, deliveredAt: null, attempts: { gt: 0 }, createdAt: { lte: since } },
  });
  if (inVain === 0) return false;
  // Switched on by hand, it gets the whole time again.
  const action = "webhook.switch_on";
  return (await tx.auditEntry.count({ where: { merchantId, action, subject: url, at: { gt: since } } })) === 0;
}

async function switchOff(tx: Tx, { merchantId, endpointId }: DeliveryKey, url: string, now: Date): Promise<void> {
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { merchantId, endpointId, active: true },
    data: { active: false, switchedOffAt: now },
  });
  if (count === 0) return;
  const cause = `webhook_off:${endpointId}:${now.getTime()}`;
  await oweMerchantNotice(tx, merchantId, { cause, type: "webhook_off", data: { url } }, now);
}
