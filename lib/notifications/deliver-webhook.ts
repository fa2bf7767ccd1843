import { z } from "zod";
import { days } from "@/lib/core/clock";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { oweMerchantNotice } from "@/lib/merchants/owe-merchant-notice";
import { statusesBefore } from "@/lib/orders/order";
import { signingSecrets } from "./old-secrets";
import type { WebhookAnswer, WebhookChannel } from "./post-webhook";
import { deliveryTransitions, patienceDays, switchedOff, webhookHeaders } from "./webhook";

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
    select: {
      status: true,
      payload: true,
      endpoint: { select: { url: true, secret: true, oldSecrets: true, active: true } },
    },
  });
  if (delivery?.status !== "pending") return "nothing_to_do";
  const { url, active } = delivery.endpoint;
  if (!active) {
    await note(db, key, { status: null, error: switchedOff }, "failed");
    return "failed";
  }
  const body = JSON.stringify(z.json().parse(delivery.payload));
  const secrets = signingSecrets(delivery.endpoint, now);
  const answer = await channel.post(url, webhookHeaders({ id: eventId, body, secrets }, now), body);
  if (answer.error === null) {
    await note(db, key, answer, "delivered", now);
    const failing = { merchantId, endpointId, failingSince: { not: null } };
    await db.webhookEndpoint.updateMany({ where: failing, data: { failingSince: null } });
    return "delivered";
  }
  const gone = answer.status === 410;
  await inTransaction(db, async (tx) => {
    await note(tx, key, answer, lastAttempt || gone ? "failed" : "pending");
    if ((await isDead(tx, key, now)) || gone) await switchOff(tx, key, url, now);
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

/**
 * Whether an endpoint that took nothing again has been taking nothing for `patienceDays`. Days without a failure between
 * are days without anything to take: the time begins anew.
 */
async function isDead(tx: Tx, { merchantId, endpointId }: DeliveryKey, now: Date): Promise<boolean> {
  const dayAgo = new Date(now.getTime() - days(1));
  const [endpoint] = z.array(z.object({ failingSince: z.date() })).parse(
    await tx.$queryRaw`
      UPDATE webhook_endpoint SET failed_at = ${now}::timestamptz, failing_since =
             CASE WHEN failed_at > ${dayAgo}::timestamptz THEN coalesce(failing_since, ${now}::timestamptz)
             ELSE ${now}::timestamptz END
       WHERE merchant_id = ${merchantId}::uuid AND endpoint_id = ${endpointId}::uuid
      RETURNING failing_since AS "failingSince"`,
  );
  return endpoint !== undefined && now.getTime() - endpoint.failingSince.getTime() >= days(patienceDays);
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
