import { typeOfKey } from "@/lib/media/media-key";
import { onRequest } from "./on-request";

const known = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** Where Next gives pictures in another size. */
const pictureServer = "/_next/image";
const mediaRoot = "/media/";

/**
 * Of a stored file Next answers a part that isn't there, and a condition that isn't met, with 500. A part is ours to give or not
 * (RFC 9110 §14.2), and the conditions are for who changes something: nothing that is read here depends on them.
 */
const passedOver = ["range", "if-range", "if-match", "if-unmodified-since"];

/** Next takes what is allowed to run in a page from here, and its own policy is written behind it (proxy.ts). */
const ownPolicy = ["content-security-policy", "content-security-policy-report-only"];

/**
 * Four things a stranger may write into the first line of a request that Next answers with 500 before any code of the
 * shop is asked: an address whose escapes are no text, the address of a picture that can be none, `*` for the server
 * itself, and TRACE, which `Request` refuses to carry. Other methods it does not know it answers with 400. Here the
 * address becomes one that names nothing (404, or 400 at the API), a picture is asked for without an address (400), and
 * such a method is one that nothing answers to (405).
 */
export function mendRequests(): void {
  onRequest((request) => {
    const { url = "" } = request;
    if (url.includes("%") || !url.startsWith("/") || url.startsWith(pictureServer)) request.url = mendAddress(url);
    if (!known.includes(request.method ?? "")) request.method = "DELETE";
    for (const name of [...passedOver, ...ownPolicy]) delete request.headers[name];
  });
}

/**
 * The path with every escape that is no text, or a null byte, spelled out: `%ff` becomes `%25ff`. The query is read
 * leniently. A whole address, as proxies write it (RFC 9112 §3.2.2), is its path: Next would lead to the same one for ever.
 */
export function mendAddress(url: string): string {
  if (url === "*") return "/*";
  const relative = url.replace(/^https?:\/\/[^/?]*\/?/i, "/");
  const [path = "", ...query] = relative.split("?");
  if (path === pictureServer) return asksForPicture(query.join("?")) ? relative : path;
  const mended = path
    .split("/")
    .map((segment) => (isText(segment) ? segment : segment.replaceAll("%", "%25")))
    .join("/");
  return [mended, ...query].join("?");
}

/** Next asks the shop itself for what stands in the query, and takes every answer but a picture or a 404 for a failure. */
function asksForPicture(query: string): boolean {
  const address = new URLSearchParams(query).get("url") ?? "";
  return address.startsWith(mediaRoot) && typeOfKey(address.slice(mediaRoot.length)) !== null;
}

function isText(segment: string): boolean {
  try {
    return !decodeURIComponent(segment).includes("\0");
  } catch {
    return false;
  }
}
