import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readBody } from "../http/read-body.ts";
import { redirect, sendJson } from "../http/send.ts";
import { failRefund } from "../payments/fail-refund.ts";
import { moveDispute } from "../payments/move-dispute.ts";
import { endVoucher } from "../payments/vouchers.ts";
import { warnOfFraud } from "../payments/warn-of-fraud.ts";
import type { Sandbox } from "../sandbox.ts";
import { eventShape } from "../shapes/event-shape.ts";
import { faultSchema } from "./faults.ts";
import { ledger } from "./ledger.ts";
import { defaultSettings, paymentControlSchema, webhookControlSchema } from "./settings.ts";

interface Control {
  sandbox: Sandbox;
  query: URLSearchParams;
  body: unknown;
}

const redeliverSchema = z.strictObject({ eventId: z.string() });
const disputeSchema = z.strictObject({
  disputeId: z.string(),
  status: z.enum(["under_review", "won", "lost"]),
});
const warningSchema = z.strictObject({
  paymentIntent: z.string(),
  news: z.enum(["created", "updated"]).default("created"),
});
const voucherEnd = z.enum(["paid", "expired"]);
const voucherSchema = z.union([
  z.strictObject({ paymentIntent: z.string(), status: voucherEnd }),
  z.strictObject({ session: z.string(), status: voucherEnd }),
]);
const refundSchema = z.strictObject({ refundId: z.string() });
const clockSchema = z.strictObject({ advanceSeconds: z.number().int().min(0).max(31_536_000) });

const controls: Record<string, (control: Control) => unknown> = {
  "GET /sandbox/requests": ({ sandbox, query }) => ({
    requests: sandbox.requests
      .list()
      .filter(
        (entry) =>
          like(query, "id", entry.id) && like(query, "method", entry.method) && like(query, "path", entry.path),
      )
      .slice(-limitOf(query, 1000)),
  }),
  "GET /sandbox/ledger": ({ sandbox, query }) =>
    ledger(sandbox, { intentId: query.get("payment_intent"), limit: limitOf(query, 100_000) }),
  "GET /sandbox/webhooks": ({ sandbox, query }) => webhooks(sandbox, query),
  "POST /sandbox/webhooks": ({ sandbox, body }) => {
    sandbox.setSettings(webhookControlSchema.parse(body));
    return { settings: sandbox.settings };
  },
  "POST /sandbox/webhooks/redeliver": ({ sandbox, body }) => {
    const { eventId } = redeliverSchema.parse(body);
    if (!sandbox.work(() => sandbox.deliveries.redeliver(eventId))) throw new NotFound(`no event ${eventId}`);
    return { redelivering: eventId };
  },
  "POST /sandbox/payments": ({ sandbox, body }) => {
    sandbox.setSettings(paymentControlSchema.parse(body));
    return { settings: sandbox.settings };
  },
  "POST /sandbox/disputes": ({ sandbox, body }) => {
    const { disputeId, status } = disputeSchema.parse(body);
    if (!sandbox.work(() => moveDispute(sandbox, disputeId, status))) throw new NotFound(`no dispute ${disputeId}`);
    return { disputeId, status };
  },
  "POST /sandbox/fraud-warnings": ({ sandbox, body }) => {
    const { paymentIntent, news } = warningSchema.parse(body);
    if (!sandbox.work(() => warnOfFraud(sandbox, paymentIntent, news)))
      throw new NotFound(`no payment ${paymentIntent} that was made`);
    return { paymentIntent, news };
  },
  "POST /sandbox/vouchers": ({ sandbox, body }) => {
    const asked = voucherSchema.parse(body);
    const { status } = asked;
    const paymentIntent =
      "session" in asked ? (sandbox.store.sessions.get(asked.session)?.intentId ?? "none") : asked.paymentIntent;
    if (!sandbox.work(() => endVoucher(sandbox, paymentIntent, status)))
      throw new NotFound(`no voucher of ${paymentIntent} that waits`);
    return { paymentIntent, status };
  },
  "POST /sandbox/refunds/fail": ({ sandbox, body }) => {
    const { refundId } = refundSchema.parse(body);
    if (!sandbox.work(() => failRefund(sandbox, refundId))) throw new NotFound(`no refund ${refundId} to fail`);
    return { failed: refundId };
  },
  "POST /sandbox/clock": ({ sandbox, body }) => {
    const { advanceSeconds } = clockSchema.parse(body);
    sandbox.setSettings({ clockOffsetSeconds: sandbox.settings.clockOffsetSeconds + advanceSeconds });
    sandbox.scheduler.wake();
    return { now: new Date(sandbox.nowMs()).toISOString() };
  },
  "GET /sandbox/faults": ({ sandbox }) => ({ faults: sandbox.faults.list(), met: sandbox.faults.met() }),
  "POST /sandbox/faults": ({ sandbox, body }) => {
    sandbox.faults.add(faultSchema.parse(body));
    return { faults: sandbox.faults.list() };
  },
  "POST /sandbox/faults/clear": ({ sandbox }) => {
    sandbox.faults.clear();
    return { faults: [] };
  },
  "POST /sandbox/reset": ({ sandbox }) => reset(sandbox),
};

class NotFound extends Error {}

/** The controls speak JSON; the buttons of the page for people send a form and are sent back to it. */
export async function handleControl(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const control = controls[`${request.method} ${url.pathname}`];
  if (!control)
    return sendJson(response, 404, {
      error: `no control ${request.method} ${url.pathname}`,
      controls: Object.keys(controls),
    });
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  try {
    const text = await readBody(request);
    const body: unknown = isForm ? Object.fromEntries(new URLSearchParams(text)) : text === "" ? {} : JSON.parse(text);
    const answer = control({ sandbox, query: url.searchParams, body });
    if (isForm) redirect(response, "/");
    else sendJson(response, 200, answer);
  } catch (error) {
    if (error instanceof z.ZodError) return sendJson(response, 400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return sendJson(response, 400, { error: `not JSON: ${error.message}` });
    if (error instanceof NotFound) return sendJson(response, 404, { error: error.message });
    throw error;
  }
}

function webhooks(sandbox: Sandbox, query: URLSearchParams) {
  const { events, deliveries } = sandbox.store;
  const type = query.get("type");
  const id = query.get("id");
  const limit = limitOf(query, 1000);
  const ids = id !== null ? [id] : type !== null ? events.idsBy("type", type).slice(-limit) : events.ids.slice(-limit);
  const listed = ids.flatMap((eventId) => {
    const event = events.get(eventId);
    const delivery = deliveries.get(eventId);
    if (!event || !delivery) return [];
    const { state, tries, attempts, dueAtMs } = delivery;
    const nextTryAt = state === "held" ? new Date(dueAtMs).toISOString() : null;
    return [
      {
        id: eventId,
        type: event.type,
        state,
        tries,
        nextTryAt,
        attempts,
        event: eventShape(event, state === "delivered" ? 0 : 1),
      },
    ];
  });
  return { settings: sandbox.settings, count: events.size, events: listed };
}

/** Forgets everything but where the webhooks go. */
function reset(sandbox: Sandbox) {
  const { url } = sandbox.settings;
  sandbox.deliveries.clear();
  sandbox.scheduler.clear();
  sandbox.faults.clear();
  sandbox.requests.clear();
  sandbox.store.empty();
  sandbox.setSettings({ ...defaultSettings, url });
  return { reset: true };
}

function like(query: URLSearchParams, name: string, value: string): boolean {
  const wanted = query.get(name);
  return wanted === null || wanted === value;
}

function limitOf(query: URLSearchParams, fallback: number): number {
  const limit = Number(query.get("limit") ?? fallback);
  return Number.isInteger(limit) && limit > 0 ? limit : fallback;
}
