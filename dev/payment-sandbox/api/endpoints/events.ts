import { z } from "zod";
import type { Sandbox } from "../../sandbox.ts";
import { eventShape } from "../../shapes/event-shape.ts";
import type { EventRecord } from "../../state/records.ts";
import { invalidRequest, resourceMissing } from "../api-error.ts";
import { type Call, type Endpoint, endpoint } from "../endpoint.ts";
import { listPage, listShape } from "../list-page.ts";
import { boolean, expand, pagination, text } from "../param-types.ts";

const listParams = z.strictObject({
  ...pagination,
  type: text().optional(),
  types: z.array(text()).max(20).optional(),
  delivery_success: boolean.optional(),
});

export const eventEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/events", listParams, listEvents),
  endpoint("GET", "/v1/events/:id", z.strictObject({ expand }), ({ sandbox, id }) => {
    const event = sandbox.store.events.get(id);
    if (!event) throw resourceMissing("event", id);
    return shown(sandbox, event);
  }),
];

function shown(sandbox: Sandbox, event: EventRecord): object {
  return eventShape(event, sandbox.store.deliveries.get(event.id)?.state === "delivered" ? 0 : 1);
}

function listEvents({ sandbox, params }: Call<z.output<typeof listParams>>): object {
  const { events, deliveries } = sandbox.store;
  const { type, types, delivery_success: delivered } = params;
  if (type !== undefined && types !== undefined) {
    throw invalidRequest({ param: "types", message: "You may pass either `type` or `types`, not both." });
  }
  const wanted = types ? new Set(types) : null;
  const family = type?.endsWith("*") ? type.slice(0, -1) : null;
  const { records, hasMore } = listPage(events, params, {
    noun: "event",
    ids: type !== undefined && family === null ? events.idsBy("type", type) : undefined,
    keep: (event) =>
      (family === null || event.type.startsWith(family)) &&
      (wanted === null || wanted.has(event.type)) &&
      (delivered === undefined || (deliveries.get(event.id)?.state === "delivered") === delivered),
  });
  return listShape(
    "/v1/events",
    records.map((event) => shown(sandbox, event)),
    hasMore,
  );
}
