import type { IncomingHttpHeaders } from "node:http";
import { answerForPages } from "./answer-for-pages";

/**
 * Another site's page can't have its visitors send a form here. Next refuses it as well, but as a failure of its own: 500, and
 * a stack in the log for every one. A request without an origin is no browser's, and brings nobody's cookies.
 */
export function refuseForeignForms(): void {
  answerForPages(({ method, headers }) =>
    method !== "POST" || isOwn(headers) ? null : { status: 403, headers: { "cache-control": "no-store" } },
  );
}

/**
 * By either of the names Next goes by: the one that a proxy in front says it was asked by, and the one that came with the request,
 * for there are proxies that leave that alone and say another. No page can have its visitors' browsers write either.
 */
function isOwn(headers: IncomingHttpHeaders): boolean {
  return isOwnOrigin(headers.origin, [String(headers["x-forwarded-host"] ?? ""), headers.host ?? ""]);
}

/** The same, of a form that a route takes by itself. */
export const isOwnForm = (headers: Headers): boolean =>
  isOwnOrigin(headers.get("origin") ?? undefined, [headers.get("x-forwarded-host") ?? "", headers.get("host") ?? ""]);

function isOwnOrigin(origin: string | undefined, [asked, host]: [asked: string, host: string]): boolean {
  if (origin === undefined) return true;
  const from = URL.parse(origin)?.host;
  return from !== undefined && [asked.split(",")[0]?.trim(), host].includes(from);
}
