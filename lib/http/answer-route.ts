import type { IncomingMessage, ServerResponse } from "node:http";
import { answerBeforeNext } from "./answer-before-next";
import { securityHeaders } from "./security-headers";

/** Which request it is and whose, as those before have left it; the answer is the same for everyone. */
const heeded = ["x-request-id", "x-forwarded-for"];

type Handler = (request: Request) => Promise<Response>;

/**
 * Has a route's GET answered by its own handler before Next is asked: for one that is asked with every key pressed. On a
 * platform that brings its own server it is an ordinary route.
 */
export function answerRoute(path: string, handler: Handler): void {
  answerBeforeNext((request, response) => {
    const { method, url = "" } = request;
    if (method !== "GET" || (url !== path && !url.startsWith(`${path}?`))) return false;
    void send(handler, request, response);
    return true;
  });
}

async function send(handler: Handler, { url = "", headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = new Request(`http://localhost${url}`);
  for (const name of heeded) {
    const value = headers[name];
    if (typeof value === "string") asked.headers.set(name, value);
  }
  try {
    const reply = await handler(asked);
    const body = Buffer.from(await reply.arrayBuffer());
    const named = securityHeaders.map(({ key, value }): [string, string] => [key, value]);
    response.writeHead(reply.status, [...named, ...reply.headers, ["content-length", String(body.length)]].flat());
    response.end(body);
  } catch (error) {
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
