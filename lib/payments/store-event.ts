import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import type { StoredEvent } from "./provider";

/** Puts an event into the inbox, once by its id, and enqueues its handling with it. False: it was there. */
export function storeEvent(db: Db, { eventId, type, payload }: StoredEvent, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const stored = await tx.stripeEvent.createMany({
      data: [{ eventId, type, payload: { ...payload }, receivedAt: now }],
      skipDuplicates: true,
    });
    if (stored.count === 0) return false;
    await enqueue(tx, "payments.settle", { eventId }, { key: eventId });
    return true;
  });
}
