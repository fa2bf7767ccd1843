import { type NextRequest, NextResponse } from "next/server";
import { chooseLocale } from "@/lib/i18n/choose-locale";
import { isLocale, locales } from "@/lib/i18n/markets";

/**
 * Sends an address without a market to the one that suits the browser. Addresses that name their market never pass
 * here: the proxy on the path cost 36 % of a static page's throughput. Deleting this file opens nothing.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const [, first = "", ...rest] = pathname.split("/");
  const meant = locales.find((locale) => locale.toLowerCase() === first.toLowerCase());
  const url = request.nextUrl.clone();
  const locale = meant ?? chooseLocale(request.headers.get("accept-language") ?? "");
  url.pathname = meant ? ["", locale, ...rest].join("/") : `/${locale}${pathname === "/" ? "" : pathname}`;
  if (isLocale(first)) return NextResponse.next();
  return NextResponse.redirect(url, { status: 307, headers: { Vary: "Accept-Language" } });
}

export const config = {
  // Everything but the markets' pages, the machines' addresses and files. Next reads this without running it, so the
  // languages and regions stand here again; proxy.test.ts holds them to the table.
  matcher: ["/", "/((?!(?:en|de|ja)-(?:US|GB|DE|JP)(?:/|$)|api/|_next/|media/|sitemaps/|.*\\.).*)"],
};
