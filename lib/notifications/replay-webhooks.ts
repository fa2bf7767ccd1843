import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffActor } from "@/lib/auth/staff-actor";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueMany } from "@/lib/jobs/enqueue-many";
import { removeWaiting } from "@/lib/jobs/remove-waiting";
import { statusesBefore } from "@/lib/orders/order";
import { deliveryTransitions } from "./webhook";

/** As many at once; whoever has more asks again. */
const batchMax = 1_000;

/**
 * Tells again what was told before, with the same id and body: one delivery, or all of an endpoint that failed. Returns
 * how many; those still under way are left alone. Index: webhook_delivery (merchant_id, endpoint_id, status, created_at).
 */
export async function replayWebhooks(
  db: Db,
  actor: StaffActor,
  { endpointId, eventId }: { endpointId: string; eventId?: string },
  now: Date,
): Promise<number> {
  const { merchantId } = actor;
  return inTransaction(db, async (tx) => {
    const endpoint = await tx.webhookEndpoint.findFirst({
      where: { merchantId, endpointId, active: true },
      select: { url: true },
    });
    if (!endpoint) return 0;
    const from = eventId ? statusesBefore(deliveryTransitions, "pending") : ["failed" as const];
    const asked = await tx.webhookDelivery.findMany({
      where: { merchantId, endpointId, status: { in: from }, ...(eventId ? { eventId } : {}) },
      select: { eventId: true },
      orderBy: [{ createdAt: "asc" }, { eventId: "asc" }],
      take: batchMax,
    });
    const again = await tx.webhookDelivery.updateManyAndReturn({
      where: { merchantId, endpointId, status: { in: from }, eventId: { in: asked.map((each) => each.eventId) } },
      data: { status: "pending", responseStatus: null, lastError: null, deliveredAt: null },
      select: { eventId: true },
    });
    const deliveries = again.map(({ eventId }) => ({
      payload: { merchantId, endpointId, eventId },
      key: `${endpointId}:${eventId}`,
    }));
    await removeWaiting(
      tx,
      "webhooks.deliver",
      deliveries.map(({ key }) => key),
    );
    await enqueueMany(tx, "webhooks.deliver", deliveries);
    const data = { count: again.length, ...(eventId ? { eventId } : {}) };
    if (again.length > 0)
      await recordAudit(tx, { ...actor, now }, { action: "webhook.replay", subject: endpoint.url, data });
    return again.length;
  });
}
