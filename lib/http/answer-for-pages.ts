import { type IncomingMessage, type OutgoingHttpHeaders, STATUS_CODES } from "node:http";
import { isLocale } from "@/lib/i18n/markets";
import { answerBeforeNext } from "./answer-before-next";
import { securityHeaders } from "./security-headers";

interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
}

/** Has what is asked of a page answered in a word of plain text before Next is asked, which would make the page; null leaves it to Next. */
export function answerForPages(answerOf: (request: IncomingMessage) => Answer | null): void {
  answerBeforeNext((request, response) => {
    const answer = isPage(request.url ?? "") ? answerOf(request) : null;
    if (!answer) return false;
    for (const { key, value } of securityHeaders) response.setHeader(key, value);
    const { status, headers } = answer;
    if (status === 204) response.writeHead(status, headers).end();
    else response.writeHead(status, { "content-type": "text/plain", ...headers }).end(STATUS_CODES[status]);
    return true;
  });
}

export const isPage = (url: string): boolean => isLocale(url.split(/[/?]/)[1]);
