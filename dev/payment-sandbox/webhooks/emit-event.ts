import type { Cause, Sandbox } from "../sandbox.ts";
import { newId } from "../state/ids.ts";
import type { EventRecord } from "../state/records.ts";

/** Records that something happened, with the object as it is now, and queues its webhook. Call it inside `work`. */
export function emitEvent(
  sandbox: Sandbox,
  type: string,
  object: { id: string; object: string },
  cause: Cause,
  previous: Record<string, unknown> | null = null,
): EventRecord {
  const event = sandbox.store.events.put({
    id: newId("evt"),
    created: sandbox.nowSeconds(),
    type,
    object: { ...object },
    previous,
    requestId: cause.requestId,
    idempotencyKey: cause.idempotencyKey,
  });
  sandbox.deliveries.enqueue(event.id);
  return event;
}
