import { type NextRequest, NextResponse, userAgent } from "next/server";
import { opensDesk } from "@/lib/auth/opens-desk";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { findCurrentPath } from "@/lib/catalog/find-current-path";
import { env } from "@/lib/core/env";
import { fromShortId } from "@/lib/core/ids";
import { plainQuery } from "@/lib/core/plain-query";
import { waitAtMost } from "@/lib/core/wait-at-most";
import { db } from "@/lib/db/client";
import { keptByNobody } from "@/lib/http/kept-by-nobody";
import { isMadeForRequest } from "@/lib/http/made-for-request";
import { markWhole } from "@/lib/http/mark-whole";
import { requestPolicy } from "@/lib/http/request-policy";
import { sharedBriefly } from "@/lib/http/shared-briefly";
import { localePath } from "@/lib/i18n/alternates";
import { chooseLocale } from "@/lib/i18n/choose-locale";
import { getMarket, isLocale, type Locale, locales, requireMarket, switchRoom } from "@/lib/i18n/markets";
import { readDrop } from "@/lib/inventory/waiting-room/read-drop";
import { readOrderToken } from "@/lib/orders/order-token";
import { findRedirect } from "@/lib/search/merchandising/find-redirect";
import { queryElsewhere } from "@/lib/search/query-elsewhere";
import { parseSearchParams, readQuery } from "@/lib/search/url";

/**
 * Sends an address without a market to the one that suits the browser; gives the back room, an order's link, a waiting
 * room, a filtered list and a search their true status, which a page that has begun to stream cannot; and gives pages made
 * for the request the policy for their scripts, and lists their few seconds with a CDN. Filled pages never pass here: the
 * proxy on the path cost 36 % of a static page's throughput. Deleting this file opens nothing.
 */
export function proxy(request: NextRequest): NextResponse | Promise<NextResponse> {
  const [, first = "", room = "", ...rest] = request.nextUrl.pathname.split("/");
  if (!isLocale(first)) return toMarket(request);
  // What no page answers is a filled page that says so, whose policy knows its scripts: a nonce would shut them out.
  if (room !== "c" && !isMadeForRequest([room, ...rest].filter(Boolean).join("/"))) return NextResponse.next();
  // An action is the page's own; what it answers is for its sender.
  if (!isRead(request)) return withPolicy(request);
  if (room === "admin") return atTheDesk(request, first, rest);
  if (room === "orders") return atAnOrder(request, first, rest[0] ?? "");
  if (room === "c") return atAList(request, first, rest);
  if (room === "browse") return toTheList(request, first, rest);
  if (room === "search") return atASearch(request, first);
  if (room === "drop") return atADrop(request, first, rest[0] ?? "");
  return withPolicy(request);
}

/**
 * Next takes the nonce from the policy on the request and writes it into the scripts it sends. What it made of such a page
 * before, it gives to routers that ask ahead, for a year: whoever kept that would have a page of another build.
 */
function withPolicy(request: NextRequest): NextResponse {
  if (env().NODE_ENV !== "production") return NextResponse.next();
  const policy = requestPolicy();
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const marked = markWhole(request.headers, { byRobot: userAgent(request).isBot });
  if (marked) headers.set("user-agent", marked);
  const response = NextResponse.next({ request: { headers } });
  response.headers.append("content-security-policy", policy);
  response.headers.set("cache-control", keptByNobody);
  return response;
}

/**
 * A list has nothing of the one who asks. Whoever gets a kept one gets its nonce too: that lets nothing in, since what
 * the document says was fixed when the nonce was drawn.
 */
function forEveryone(request: NextRequest): NextResponse {
  const response = withPolicy(request);
  response.headers.set("cache-control", sharedBriefly);
  return response;
}

const isRead = ({ method }: NextRequest): boolean => method === "GET" || method === "HEAD";

function toMarket(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const [, first = "", ...rest] = pathname.split("/");
  const [wanted = ""] = rest;
  if (first === switchRoom && isLocale(wanted)) return toSamePage(request, wanted);
  const meant = locales.find((locale) => locale.toLowerCase() === first.toLowerCase());
  const url = request.nextUrl.clone();
  const locale = meant ?? chooseLocale(request.headers.get("accept-language") ?? "");
  url.pathname = meant ? ["", locale, ...rest].join("/") : `/${locale}${pathname === "/" ? "" : pathname}`;
  return NextResponse.redirect(url, { status: 307, headers: { Vary: "Accept-Language" } });
}

/**
 * Where the switcher's links lead until a script has given them the page's own address in each market: to the page they
 * stand on, which redirects if it has another name there. That it was one of ours says its path; the shop is not left.
 */
function toSamePage(request: NextRequest, locale: Locale): NextResponse {
  const referrer = request.headers.get("referer") ?? "";
  const from = URL.canParse(referrer) ? new URL(referrer) : null;
  const [, market = "", ...path] = from?.pathname.split("/") ?? [];
  const url = request.nextUrl.clone();
  const left = from && getMarket(market);
  url.pathname = ["", locale, ...(left ? path : [])].join("/");
  url.search = left ? queryElsewhere(from.search, { sameMoney: left.currency === requireMarket(locale).currency }) : "";
  return NextResponse.redirect(url, { status: 307, headers: { "Cache-Control": keptByNobody } });
}

/** Without a session that holds there is nothing to see but the sign-in. The page checks again what the cookie says. */
async function atTheDesk(request: NextRequest, locale: string, [page = ""]: string[]): Promise<NextResponse> {
  if (page === "sign-in" || (await mayEnter(request))) return withPolicy(request);
  const url = request.nextUrl.clone();
  const returnTo = `${url.pathname}${url.search}`;
  url.pathname = `/${locale}/admin/sign-in`;
  url.search = returnTo === `/${locale}/admin` ? "" : `?returnTo=${encodeURIComponent(returnTo)}`;
  return NextResponse.redirect(url, 307);
}

async function mayEnter(request: NextRequest): Promise<boolean> {
  const session = request.cookies.get(sessionCookie().name)?.value;
  if (!session) return false;
  if (isFetched(request)) return true;
  return (await inTime(opensDesk(db(), session))) !== false;
}

/** Nothing waits for longer here for what its page finds out as well; null where there is no answer in time. */
const inTime = <T>(answer: Promise<T>): Promise<T | null> =>
  waitAtMost(
    500,
    answer.catch(() => null),
  );

/**
 * A filtered list of no category is the category's own address, which knows how to say that it isn't there. One of a
 * category that has another path, in this language or by now, leads there with all that was chosen.
 */
async function atAList(request: NextRequest, locale: Locale, escaped: string[]): Promise<NextResponse> {
  if (isFetched(request)) return forEveryone(request);
  const url = request.nextUrl.clone();
  const path = readPath(escaped);
  // Without an answer the page finds out by itself.
  const current =
    path === null ? null : await findCurrentPath(db(), requireMarket(locale).language, path).catch(() => path);
  if (path !== null && current === path) return forEveryone(request);
  if (current !== null) {
    url.pathname = localePath(locale, `/c/${current}`);
    return leadTo(url, 308);
  }
  url.search = "";
  return showBriefly(url);
}

/** Null of what no category's path is: the database refuses to be asked for a null byte. */
function readPath(escaped: string[]): string | null {
  try {
    const path = decodeURIComponent(escaped.join("/"));
    return /\p{Cc}/u.test(path) ? null : path;
  } catch {
    return null;
  }
}

/** Where filtered lists are made: nobody is to know it by this name. */
function toTheList(request: NextRequest, locale: Locale, path: string[]): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = ["", locale, "c", ...path].join("/");
  return leadTo(url, 308);
}

/** A page in another's stead: it is filled, and would be kept for as long as filled pages are, though the other may be there soon. */
const showBriefly = (url: URL): NextResponse =>
  NextResponse.rewrite(url, { headers: { "Cache-Control": sharedBriefly } });

/** A category may be called as before again, and a rule be taken back: nobody is to keep it for longer than a list. */
const leadTo = ({ origin, pathname, search, hash }: URL, status: 307 | 308): NextResponse =>
  NextResponse.redirect(new URL(pathname + plainQuery(search) + hash, origin), {
    status,
    headers: { "Cache-Control": sharedBriefly },
  });

/**
 * By a script's router, whose own header Next hides from here. The page answers it and leads where the proxy would: a fetch
 * follows by itself, loses the place within a page, and what the router put into the address.
 */
const isFetched = (request: NextRequest): boolean => request.headers.get("sec-fetch-dest") === "empty";

/** Words that lead to another page do so before the list's begins. */
async function atASearch(request: NextRequest, locale: Locale): Promise<NextResponse> {
  const asked = parseSearchParams(readQuery(request.nextUrl.searchParams), requireMarket(locale));
  if (!asked.text || asked.asTyped || isFetched(request)) return forEveryone(request);
  const led = await inTime(findRedirect(locale, asked));
  return led ? leadTo(new URL(led, request.nextUrl), 307) : forEveryone(request);
}

/**
 * A link we did not sign leads to the page that isn't there. That page's own address is none that is made for
 * the request, and is let through: a rewrite may come back here (when the shop is asked by another of its names), and would go
 * round for ever.
 */
function atAnOrder(request: NextRequest, locale: string, token: string): NextResponse {
  if (token === "" || readOrderToken(token, env().AUTH_SECRET)) return withPolicy(request);
  return toNowhere(request, locale);
}

/** A waiting room that isn't there leads to the same page. */
async function atADrop(request: NextRequest, locale: string, id: string): Promise<NextResponse> {
  const productId = fromShortId(id);
  if (productId === null) return toNowhere(request, locale);
  const isThere = await inTime(readDrop(db(), productId).then(Boolean));
  return isThere !== false ? withPolicy(request) : toNowhere(request, locale);
}

const nowhere = (locale: string): string => `/${locale}/orders/not/here`;

function toNowhere(request: NextRequest, locale: string): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = nowhere(locale);
  return showBriefly(url);
}

export const config = {
  // Everything but filled pages, the machines' addresses and files. Next reads this without running it, so the shape of
  // a market's tag stands here, and the queries of next.config.ts again; proxy.test.ts holds both to their tables.
  matcher: [
    "/:locale([a-z]{2,3}-[A-Z]{2})/:room(admin|browse|cart|checkout|drop|search)/:path*",
    "/:locale/orders/:token/:path*",
    { source: "/:locale/c/:path*", has: [{ type: "query", key: "f" }] },
    { source: "/:locale/c/:path*", has: [{ type: "query", key: "price" }] },
    { source: "/:locale/c/:path*", has: [{ type: "query", key: "stock" }] },
    { source: "/:locale/c/:path*", has: [{ type: "query", key: "sort" }] },
    { source: "/:locale/c/:path*", has: [{ type: "query", key: "page" }] },
    { source: "/:locale/c/:path*", has: [{ type: "query", key: "all" }] },
    "/",
    "/((?![a-z]{2,3}-[A-Z]{2}(?:/|$)|api/|_next/|media/|sitemaps/|.*\\.).*)",
  ],
};
