import { apiVersion } from "../api/api-version.ts";
import type { EventRecord } from "../state/records.ts";

export function eventShape(event: EventRecord, pendingWebhooks: number) {
  return {
    id: event.id,
    object: "event",
    api_version: apiVersion,
    created: event.created,
    data: { object: event.object, ...(event.previous ? { previous_attributes: event.previous } : {}) },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}
