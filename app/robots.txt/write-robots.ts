import { locales, switchRoom } from "@/lib/i18n/markets";

/** By each market's own name: a `*` in its place holds slashes too, and shut `/en-US/p/cartridge-pen` with the cart. */
const rooms = locales.flatMap((locale) =>
  ["cart", "checkout", "orders/", "admin", "search"].map((room) => `/${locale}/${room}`),
);

/**
 * Lists that lib/search/indexing.ts leaves out or points elsewhere: a crawler would spend its time on millions of them. A
 * single value of a facet and every later page may be asked for. What is not asked for is not read either, `noindex`
 * included; why that is the better of the two: docs/search.md.
 */
const filters = ["/*?*f=*&f=", "/*?*price=", "/*?*stock=", "/*?*sort=", "/*?*all="];

/** What crawlers may ask for (RFC 9309): a rule is the beginning of an address. */
export const writeRobots = (sitemap: string): string =>
  [
    "User-agent: *",
    ...["/api/", `/${switchRoom}/`, ...rooms, ...filters].map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${sitemap}`,
    "",
  ].join("\n");
