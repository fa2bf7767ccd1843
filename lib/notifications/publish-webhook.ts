import { days } from "@/lib/core/clock";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { JobPayload } from "@/lib/jobs/jobs";
import { enqueue } from "@/lib/jobs/queue";
import { missedDays, switchedOff } from "./webhook";

/**
 * Hands an event to each of the merchant's endpoints that wants it. However often it is told, an endpoint has one
 * delivery of an event, and the job that makes it is added with it. One that is switched off is told nothing: its delivery
 * has failed from the start, to be replayed once it is on again; off for `missedDays`, it has none. Returns how many are new.
 */
export async function publishWebhook(db: Db, event: JobPayload<"webhooks.publish">, now: Date): Promise<number> {
  const { merchantId, type } = event;
  const offSince = new Date(now.getTime() - days(missedDays));
  return inTransaction(db, async (tx) => {
    const endpoints = await tx.webhookEndpoint.findMany({
      where: {
        merchantId,
        AND: [
          { OR: [{ types: { isEmpty: true } }, { types: { has: type } }] },
          { OR: [{ switchedOffAt: null }, { switchedOffAt: { gt: offSince } }] },
        ],
      },
      select: { endpointId: true, active: true },
    });
    let added = 0;
    for (const endpoint of endpoints) if (await addDelivery(tx, endpoint, event, now)) added += 1;
    return added;
  });
}

/** One event for one endpoint; false when it has it already. */
export async function addDelivery(
  tx: Tx,
  { endpointId, active }: { endpointId: string; active: boolean },
  { merchantId, eventId, type, data }: JobPayload<"webhooks.publish">,
  now: Date,
): Promise<boolean> {
  const payload = { id: eventId, type, createdAt: now.toISOString(), data };
  const unsent = active ? {} : { status: "failed" as const, lastError: switchedOff };
  const { count } = await tx.webhookDelivery.createMany({
    data: [{ merchantId, endpointId, eventId, type, payload, createdAt: now, ...unsent }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  if (active)
    await enqueue(tx, "webhooks.deliver", { merchantId, endpointId, eventId }, { key: `${endpointId}:${eventId}` });
  return true;
}
