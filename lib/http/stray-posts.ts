import type { IncomingHttpHeaders } from "node:http";
import { answerBeforeNext } from "./answer-before-next";
import { isPage } from "./page-methods";
import { securityHeaders } from "./security-headers";

/** As React has a browser send a form without a script. */
const formType = "multipart/form-data";

/**
 * What is posted to a page is one of its actions: a script's fetch names it, a form without a script holds it. Next takes
 * anything else for a wish to read the page, and makes also a kept one anew (40 ms against 1), with 200 where there is none.
 */
export function refusePosts(): void {
  answerBeforeNext(({ method, url = "", headers }, response) => {
    if (method !== "POST" || !isPage(url) || mayBeAction(headers)) return false;
    for (const { key, value } of securityHeaders) response.setHeader(key, value);
    const said = { "content-type": "text/plain", "cache-control": "no-store", "accept-post": formType };
    response.writeHead(415, said).end("Unsupported Media Type");
    return true;
  });
}

const mayBeAction = (headers: IncomingHttpHeaders): boolean =>
  headers["next-action"] !== undefined || headers["content-type"]?.split(";")[0]?.trim().toLowerCase() === formType;
