import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";

/** Node tells of a request before anybody hears of it, Next included. A platform in front has its own ways and never comes here. */
export function onRequest(listener: (request: IncomingMessage, response: ServerResponse) => void): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || !message || !("request" in message) || !("response" in message)) return;
    const { request, response } = message;
    if (request instanceof IncomingMessage && response instanceof ServerResponse) listener(request, response);
  });
}
