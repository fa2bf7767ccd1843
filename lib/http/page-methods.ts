import { isLocale } from "@/lib/i18n/markets";
import { answerBeforeNext } from "./answer-before-next";
import { securityHeaders } from "./security-headers";

/** A page is read, and its actions are posted to it. */
const leftToNext = ["GET", "HEAD", "POST"];

/**
 * Has a page asked by any other method refused before Next is asked, which would make the page all the same and answer 200;
 * and has those who ask for the methods told, to whom Next says 400. Routes say so themselves, for each knows what it allows
 * (`app/api/other-methods.ts`).
 */
export function refuseOtherMethods(): void {
  answerBeforeNext(({ method = "", url = "" }, response) => {
    if (leftToNext.includes(method) || !isPage(url)) return false;
    for (const { key, value } of securityHeaders) response.setHeader(key, value);
    response.setHeader("allow", [...leftToNext, "OPTIONS"].join(", "));
    if (method === "OPTIONS") response.writeHead(204).end();
    else response.writeHead(405, { "content-type": "text/plain" }).end("Method Not Allowed");
    return true;
  });
}

export const isPage = (url: string): boolean => isLocale(url.split(/[/?]/)[1]);
