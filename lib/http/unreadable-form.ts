import { AsyncLocalStorage } from "node:async_hooks";
import { type ServerResponse, STATUS_CODES } from "node:http";
import { onRequest } from "./on-request";

/** The reply of the request that code runs for. */
const replies = new AsyncLocalStorage<ServerResponse>();

/** What Next throws of a form that is sent to a page, before any code of the shop is asked. */
const faults = [
  { beginning: "Failed to parse body as FormData", status: 400 },
  { beginning: "Body exceeded ", status: 413 },
];

/** Where Next and its React read what is sent to an action. Errors of the shop, its database and its packages begin elsewhere. */
const reader = /[/\\]next[/\\]dist[/\\]compiled[/\\](?:next-server|busboy)[/\\]/;

/** A form that is no form, or larger than any of ours, is the sender's fault, and Next answers it with 500. */
export function watchForms(): void {
  onRequest(({ method }, response) => {
    if (method === "POST") replies.enterWith(response);
  });
}

/** Has a request that failed answered with 400 or 413 where its form can't be read, and says whether it will be. */
export function refuseUnreadableForm(error: unknown): boolean {
  const response = replies.getStore();
  const status = error instanceof Error && statusOf(error);
  if (!response || !status) return false;
  // Next says 500 in a moment, and an action's reply begins before it ends.
  Object.defineProperty(response, "statusCode", { get: () => status, set: () => undefined, configurable: true });
  const end = response.end.bind(response);
  response.end = () => {
    if (response.headersSent) return end();
    response.removeHeader("content-length");
    return end(STATUS_CODES[status]);
  };
  return true;
}

function statusOf({ message, stack = "" }: Error): number | null {
  const fault = faults.find(({ beginning }) => message.startsWith(beginning));
  if (fault) return fault.status;
  const frames = stack.slice(stack.indexOf("\n    at ")).split("\n    at ");
  const first = frames.find((frame) => /[/\\]/.test(frame) && !frame.includes("node:"));
  return first !== undefined && reader.test(first) ? 400 : null;
}
