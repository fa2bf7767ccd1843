import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../controls/faults.ts";
import { send, sendJson } from "../http/send.ts";
import { apiVersion } from "./api-version.ts";
import { hang } from "./make-trouble.ts";

export interface Answer {
  status: number;
  body: unknown;
  replayOf?: string;
}

/** With Stripe's headers; whole, or as a fault has it. */
export async function sendAnswer(
  response: ServerResponse,
  call: { requestId: string; key: string | null },
  answer: Answer,
  fault: Fault | null,
): Promise<void> {
  response.setHeader("request-id", call.requestId);
  response.setHeader("stripe-version", apiVersion);
  if (call.key !== null) {
    response.setHeader("idempotency-key", call.key);
    response.setHeader("original-request", answer.replayOf ?? call.requestId);
  }
  if (answer.replayOf) response.setHeader("idempotent-replayed", "true");
  if (answer.status === 401) response.setHeader("www-authenticate", 'Bearer realm="Stripe"');
  for (const [name, value] of Object.entries(fault?.headers ?? {})) response.setHeader(name, value);
  if (fault?.page !== undefined) return send(response, answer.status, "text/html; charset=utf-8", fault.page);
  if (fault?.cut || fault?.dripMs || fault?.stallMs !== undefined) return sendBadly(response, answer, fault);
  sendJson(response, answer.status, answer.body);
}

async function sendBadly(response: ServerResponse, { status, body }: Answer, fault: Fault): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length });
  if (fault.stallMs !== undefined) {
    response.flushHeaders();
    await hang(response, fault.stallMs);
    response.destroy();
    return;
  }
  if (fault.dripMs) {
    for (let at = 0; at < bytes.length && !response.destroyed; at += 1) {
      response.write(bytes.subarray(at, at + 1));
      await sleep(fault.dripMs);
    }
    response.end();
    return;
  }
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
