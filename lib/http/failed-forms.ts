import type { ServerResponse } from "node:http";
import { escapeXml } from "@/lib/core/escape-xml";
import { languageCodes, type Market, requireMarket } from "@/lib/i18n/markets";
import { loadFaultWords } from "@/lib/i18n/messages";
import { isPage } from "./answer-for-pages";
import { onRequest } from "./on-request";

type Words = Awaited<ReturnType<typeof loadFaultWords>>;

/** The shop failed; the form can't be read, or is too large; it is of a page that another release made. */
const statuses = [400, 409, 413, 500];

/**
 * Whoever sends a form without a script sees what comes back, and where it fails that is "Internal Server Error" or "Server
 * Action unavailable." and nothing else on the page. They get what any page says that failed, in their language, and the way
 * back to the one they were on.
 */
export async function answerFailedForms(): Promise<void> {
  const words = new Map<string, Words>();
  for (const language of languageCodes) words.set(language, await loadFaultWords(language));
  onRequest(({ method, url = "", headers }, response) => {
    if (method !== "POST" || !isPage(url) || headers["next-action"] !== undefined) return;
    const market = requireMarket(url.split(/[/?]/)[1] ?? "");
    const said = words.get(market.language);
    // By then Next has begun, and what it puts around the end, to compress it, is within this.
    if (said) queueMicrotask(() => replaceText(response, () => pageOf(said, market, url)));
  });
}

/** What is none of these, or has begun, ends as it would. */
function replaceText(response: ServerResponse, page: () => string): void {
  const end = response.end;
  response.end = (...rest: unknown[]) => {
    response.end = end;
    const type = String(response.getHeader("content-type") ?? "text/plain");
    const isBare = statuses.includes(response.statusCode) && !response.headersSent && type.startsWith("text/plain");
    if (!isBare) return Reflect.apply(end, response, rest);
    response.removeHeader("content-length");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("cache-control", "no-store");
    return response.end(page());
  };
}

function pageOf(words: Words, { locale, direction }: Market, url: string): string {
  const isDesk = url.split(/[/?]/)[2] === "admin";
  const home = isDesk ? `/${locale}/admin` : `/${locale}`;
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escapeXml(words.title)}</title></head>
<body><main>
<h1>${escapeXml(words.title)}</h1>
<p>${escapeXml(isDesk ? words.deskText : words.text)}</p>
<p><a href="${escapeXml(url)}">${escapeXml(words.again)}</a></p>
<p><a href="${home}">${escapeXml(words.home)}</a></p>
</main></body>
</html>
`;
}
