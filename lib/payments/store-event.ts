import type { Db } from "@/lib/db/client";
import { addJobs } from "@/lib/jobs/enqueue-all";
import type { StoredEvent } from "./provider";

/** Puts an event into the inbox, once by its id, and enqueues its handling with it, in one statement. False: it was there. */
export async function storeEvent(db: Db, { eventId, type, payload }: StoredEvent, now: Date): Promise<boolean> {
  const handling = addJobs([{ name: "payments.settle", payload: { eventId }, key: eventId }]);
  const added = await db.$executeRaw`
    WITH stored AS (
      INSERT INTO stripe_event (event_id, type, payload, received_at)
      VALUES (${eventId}, ${type}, ${JSON.stringify(payload, asKept)}::jsonb, ${now}::timestamptz)
      ON CONFLICT (event_id) DO NOTHING
      RETURNING event_id
    )
    SELECT ${handling} FROM stored`;
  return added > 0;
}

/** JSON may hold what Postgres can't keep of it, in texts and in names: NUL, and half a surrogate pair. */
function asKept(_key: string, value: unknown): unknown {
  if (typeof value === "string") return keepable(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [keepable(name), each]));
}

const keepable = (text: string): string => text.replaceAll("\0", "").toWellFormed();
