import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";

/**
 * Glossary. *Endpoint*: a merchant's own address that is told what happens. *Event*: one thing that happened, with an id
 * of its own. *Delivery*: one event for one endpoint, told until it is taken. The wire is that of standardwebhooks.com.
 */

/** What an endpoint can ask for. A verb that tells something new puts its type here. */
export const webhookTypes = [
  "order.paid",
  "order.cancelled",
  "fulfilment.created",
  "fulfilment.cancelled",
  "shipment.shipped",
  "shipment.delivered",
  "refund.succeeded",
  "refund.failed",
  "return.requested",
  "return.approved",
  "return.rejected",
  "return.received",
  "return.inspected",
  "return.cancelled",
  "return.refunded",
  "return.exchanged",
  "stock.low",
  "dispute.created",
  "dispute.closed",
  "payment.lost",
  "payment.fraud_warning",
] as const;
export const webhookTypeSchema = z.enum(webhookTypes);
export type WebhookType = z.infer<typeof webhookTypeSchema>;

/** Sent on demand to the one endpoint that is tried. */
export const testType = "webhook.test";

export const deliveryStatuses = ["pending", "delivered", "failed"] as const;
export const deliveryStatusSchema = z.enum(deliveryStatuses);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

/** From each status, where a delivery may go; back to `pending` is a replay. */
export const deliveryTransitions: Record<DeliveryStatus, readonly DeliveryStatus[]> = {
  pending: ["delivered", "failed"],
  delivered: ["pending"],
  failed: ["pending"],
};

/** An endpoint that has taken nothing for so long is switched off. */
export const patienceDays = 5;

/** Why a delivery failed that was never tried: nothing is told to an endpoint that is off. */
export const switchedOff = "switched_off";

/** What an endpoint misses is kept to be replayed for so long after it was switched off, and no longer. */
export const missedDays = 7;

export const endpointsMax = 10;

export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/** So long the secret before a new one signs as well: the receiver has a day to learn the new one. */
export const oldSecretHours = 24;

/**
 * The headers a receiver checks: who reads the body without them can't know that we sent it. One signature for each secret, as
 * the standard has it while a secret is being replaced: a receiver takes what any of them fits.
 */
export function webhookHeaders(
  { id, body, secrets }: { id: string; body: string; secrets: readonly string[] },
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Cartwright-Webhooks/1.0",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}
