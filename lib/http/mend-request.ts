import { onRequest } from "./on-request";

const known = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Two things a stranger may write into the first line of a request that Next answers with 500 before any code of the
 * shop is asked: an address whose escapes are no text, and TRACE, which `Request` refuses to carry. Other methods it does
 * not know it answers with 400. Here the address becomes one that names nothing (404, or 400 at the API), and such a
 * method one that nothing answers to (405).
 */
export function mendRequests(): void {
  onRequest((request) => {
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
