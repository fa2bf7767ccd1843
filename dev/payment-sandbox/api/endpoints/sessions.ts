import { z } from "zod";
import { currentSession, expireSession } from "../../payments/sessions.ts";
import { lineShape } from "../../shapes/line-shape.ts";
import { sessionShape } from "../../shapes/session-shape.ts";
import type { Session } from "../../state/records.ts";
import { referenceMissing, resourceMissing, wrongState } from "../api-error.ts";
import { type Call, type Endpoint, endpoint } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { listPage, listShape } from "../list-page.ts";
import { expand, ignored, metadata, pagination, text, unplayed } from "../param-types.ts";
import { createSession } from "./create-session.ts";
import { mergeKeys } from "./metadata.ts";
import { createSessionParams } from "./session-params.ts";

const listParams = z.strictObject({
  ...pagination,
  payment_intent: text().optional(),
  status: z.enum(["complete", "expired", "open"]).optional(),
  customer_details: z.strictObject({ email: text() }).optional(),
  customer: unplayed,
  customer_account: unplayed,
  payment_link: unplayed,
  subscription: unplayed,
});

const path = "/v1/checkout/sessions";

export const sessionEndpoints: Endpoint[] = [
  endpoint("POST", path, createSessionParams, createSession),
  endpoint("GET", path, listParams, listSessions),
  endpoint("GET", `${path}/:id`, z.strictObject({ expand }), (call) => shown(call, requireSession(call))),
  endpoint("POST", `${path}/:id`, z.strictObject({ metadata: metadata.optional(), expand }), updateSession),
  endpoint("POST", `${path}/:id/expire`, z.strictObject({ expand }), expireOpenSession),
  endpoint("GET", `${path}/:id/line_items`, z.strictObject({ ...pagination, created: ignored }), listLines),
];

function requireSession({ sandbox, id, cause }: Call<unknown>): Session {
  const session = currentSession(sandbox, id, cause);
  if (!session) throw resourceMissing("checkout.session", id, "session");
  return session;
}

function shown(call: Call<{ expand?: string[] }>, session: Session): object {
  return expandShape(call.sandbox, sessionShape(session, call.sandbox.url), call.params.expand);
}

function listSessions({ sandbox, params }: Call<z.output<typeof listParams>>): object {
  const { payment_intent: intentId, status, customer_details: customer } = params;
  const { records, hasMore } = listPage(sandbox.store.sessions, params, {
    noun: "checkout.session",
    ids: intentId === undefined ? undefined : sandbox.store.sessions.idsBy("intent", intentId),
    keep: (session) =>
      (status === undefined || session.status === status) &&
      (customer === undefined || (session.customer?.email ?? session.customerEmail) === customer.email),
  });
  const shapes = records.map((session) => sessionShape(session, sandbox.url));
  return expandShape(sandbox, listShape(path, shapes, hasMore), params.expand);
}

function updateSession(call: Call<{ metadata?: Record<string, string>; expand?: string[] }>): object {
  const session = requireSession(call);
  const merged = mergeKeys(session.metadata, call.params.metadata);
  return shown(call, call.sandbox.store.sessions.put({ ...session, metadata: merged }));
}

function expireOpenSession(call: Call<{ expand?: string[] }>): object {
  const session = requireSession(call);
  if (session.status !== "open") {
    throw wrongState({
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    });
  }
  return shown(call, expireSession(call.sandbox, session, call.cause));
}

function listLines(
  call: Call<{ limit: number; starting_after?: string; ending_before?: string; expand?: string[] }>,
): object {
  const session = requireSession(call);
  const { limit, starting_after: after, ending_before: before, expand: paths } = call.params;
  const cursor = after ?? before;
  const at = session.lines.findIndex((line) => line.id === cursor);
  if (cursor !== undefined && at < 0)
    throw referenceMissing("item", cursor, after ? "starting_after" : "ending_before");
  const start = before === undefined ? at + 1 : Math.max(at - limit, 0);
  const end = before === undefined ? start + limit : at;
  const lines = session.lines.slice(start, end).map((line) => lineShape(line, session));
  const hasMore = before === undefined ? end < session.lines.length : start > 0;
  return expandShape(call.sandbox, listShape(`${path}/${session.id}/line_items`, lines, hasMore), paths);
}
