import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../controls/faults.ts";
import type { Answer } from "./send-answer.ts";

const rateLimited = {
  type: "invalid_request_error",
  code: "rate_limit",
  message: "Request rate limit exceeded. Learn more about rate limits at https://docs.stripe.com/rate-limits.",
};
const unexpected = { type: "api_error", message: "An unexpected error occurred (ordered from the payment sandbox)." };

/** What was ordered in place of the answer. Null: the connection is to be closed without one. */
export async function makeTrouble(fault: Fault, response: ServerResponse): Promise<Answer | null | "none"> {
  if (fault.timeoutMs !== undefined) {
    await hang(response, fault.timeoutMs);
    return null;
  }
  if (fault.raw !== undefined) {
    const { socket } = response;
    await new Promise((resolve) => (socket ? socket.write(fault.raw ?? "", resolve) : resolve(null)));
    return null;
  }
  const { status } = fault;
  if (fault.page !== undefined) return { status: status ?? 200, body: null };
  if (status === undefined) return "none";
  return { status, body: { error: { ...(status === 429 ? rateLimited : unexpected), ...fault.error } } };
}

/** Until its time is over, or who waits has gone. */
export async function hang(response: ServerResponse, ms: number): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  await sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined);
}

export function changed(body: unknown, { change }: Fault): unknown {
  return typeof body === "object" && body !== null ? { ...body, ...change } : body;
}
