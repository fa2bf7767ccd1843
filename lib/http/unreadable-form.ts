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

/** A form that is no form, or larger than any of ours, is the sender's fault, and Next answers it with 500. */
export function watchForms(): void {
  onRequest(({ method }, response) => {
    if (method === "POST") replies.enterWith(response);
  });
}

/** Has a request that failed answered with 400 or 413 where its form can't be read, and says whether it will be. */
export function refuseUnreadableForm(error: unknown): boolean {
  const response = replies.getStore();
  const fault = error instanceof Error && faults.find(({ beginning }) => error.message.startsWith(beginning));
  if (!response || !fault) return false;
  const end = response.end.bind(response);
  response.end = () => {
    if (response.headersSent) return end();
    response.statusCode = fault.status;
    response.removeHeader("content-length");
    return end(STATUS_CODES[fault.status]);
  };
  return true;
}
