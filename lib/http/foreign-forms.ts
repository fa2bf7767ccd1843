import type { IncomingHttpHeaders } from "node:http";
import { answerBeforeNext } from "./answer-before-next";
import { isPage } from "./page-methods";
import { securityHeaders } from "./security-headers";

/**
 * Another site's page can't have its visitors send a form here. Next refuses it as well, but as a failure of its own: 500, and
 * a stack in the log for every one. A request without an origin is no browser's, and brings nobody's cookies.
 */
export function refuseForeignForms(): void {
  answerBeforeNext(({ method, url = "", headers }, response) => {
    if (method !== "POST" || !isPage(url) || isOwn(headers)) return false;
    for (const { key, value } of securityHeaders) response.setHeader(key, value);
    response.writeHead(403, { "content-type": "text/plain", "cache-control": "no-store" }).end("Forbidden");
    return true;
  });
}

/**
 * By either of the names Next goes by: the one that a proxy in front says it was asked by, and the one that came with the request,
 * for there are proxies that leave that alone and say another. No page can have its visitors' browsers write either.
 */
function isOwn(headers: IncomingHttpHeaders): boolean {
  if (headers.origin === undefined) return true;
  const host = URL.parse(headers.origin)?.host;
  const [asked = ""] = String(headers["x-forwarded-host"] ?? "").split(",");
  return host !== undefined && [asked.trim(), headers.host].includes(host);
}
