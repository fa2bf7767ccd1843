import type { IncomingHttpHeaders } from "node:http";
import { answerForPages } from "./answer-for-pages";

/** As React has a browser send a form without a script. */
const formType = "multipart/form-data";

/**
 * What is posted to a page is one of its actions: a script's fetch names it, a form without a script holds it. Next takes
 * anything else for a wish to read the page, and makes also a kept one anew (40 ms against 1), with 200 where there is none.
 */
export function refuseStrayPosts(): void {
  answerForPages(({ method, headers }) =>
    method !== "POST" || mayBeAction(headers)
      ? null
      : { status: 415, headers: { "cache-control": "no-store", "accept-post": formType } },
  );
}

const mayBeAction = (headers: IncomingHttpHeaders): boolean =>
  headers["next-action"] !== undefined || headers["content-type"]?.split(";")[0]?.trim().toLowerCase() === formType;
