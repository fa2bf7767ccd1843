import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { JobPayload } from "@/lib/jobs/jobs";
import { enqueue } from "@/lib/jobs/queue";

/**
 * Hands an event to each of the merchant's endpoints that wants it. However often it is told, an endpoint has one
 * delivery of an event, and the job that makes it is added with it. Returns how many are new.
 */
export async function publishWebhook(db: Db, event: JobPayload<"webhooks.publish">, now: Date): Promise<number> {
  const { merchantId, type } = event;
  return inTransaction(db, async (tx) => {
    const endpoints = await tx.webhookEndpoint.findMany({
      where: { merchantId, active: true, OR: [{ types: { isEmpty: true } }, { types: { has: type } }] },
      select: { endpointId: true },
    });
    let added = 0;
    for (const { endpointId } of endpoints) if (await addDelivery(tx, endpointId, event, now)) added += 1;
    return added;
  });
}

/** One event for one endpoint; false when it has it already. */
export async function addDelivery(
  tx: Tx,
  endpointId: string,
  { merchantId, eventId, type, data }: JobPayload<"webhooks.publish">,
  now: Date,
): Promise<boolean> {
  const payload = { id: eventId, type, createdAt: now.toISOString(), data };
  const { count } = await tx.webhookDelivery.createMany({
    data: [{ merchantId, endpointId, eventId, type, payload, createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await enqueue(tx, "webhooks.deliver", { merchantId, endpointId, eventId }, { key: `${endpointId}:${eventId}` });
  return true;
}
