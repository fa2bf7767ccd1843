import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";

const known = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Two things a stranger may write into the first line of a request that Next answers with 500 before any code of the
 * shop is asked: an address whose escapes are no text, and TRACE, which `Request` refuses to carry. Other methods it does
 * not know it answers with 400. Node tells of a request before anybody hears of it; here the address becomes one that
 * names nothing (404, or 400 at the API), and such a method one that nothing answers to (405). A platform in front has its own ways and never comes here.
 */
export function mendRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const request = typeof message === "object" && message && "request" in message ? message.request : null;
    if (!(request instanceof IncomingMessage)) return;
    if (request.url?.includes("%")) request.url = mendAddress(request.url);
    if (!known.includes(request.method ?? "")) request.method = "DELETE";
  });
}

/** The path with every escape that is no text, or a null byte, spelled out: `%ff` becomes `%25ff`. The query is read leniently. */
export function mendAddress(url: string): string {
  const [path = "", ...query] = url.split("?");
  const mended = path
    .split("/")
    .map((segment) => (isText(segment) ? segment : segment.replaceAll("%", "%25")))
    .join("/");
  return [mended, ...query].join("?");
}

function isText(segment: string): boolean {
  try {
    return !decodeURIComponent(segment).includes("\0");
  } catch {
    return false;
  }
}
