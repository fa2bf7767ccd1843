import { isLocale, type Market } from "@/lib/i18n/markets";
import type { Filters } from "../engine";
import { toSearchParams } from "../url";

/** The pages of the shop that a search may lead to, by their first segment. */
const pages = new Set(["", "c", "browse", "p", "search", "cart", "orders", "help", "drop"]);

/**
 * The path of a page of this shop below the locale, or null when the text is anything else: another host, a scheme, the
 * back room, an endpoint, a page that does not exist. A whole address of the shop is taken for its path, so that it can
 * be pasted from the browser. What comes out begins with exactly one slash and is
 * escaped as a URL wants it.
 */
export function toShopPath(text: string, origin: string): string | null {
  const base = new URL(origin);
  const typed = text.trim();
  // Browsers read a backslash as a slash and drop tabs and newlines: "/\evil.example" would leave the shop.
  if (typed === "" || /[\\\p{C}]/u.test(typed)) return null;
  if (!typed.startsWith("/") && typed !== base.origin && !typed.startsWith(`${base.origin}/`)) return null;
  if (typed.startsWith("//") || !URL.canParse(typed, base)) return null;
  const url = new URL(typed, base);
  if (url.origin !== base.origin || url.username || url.password) return null;
  const [, first = "", ...rest] = url.pathname.split("/");
  const segments = isLocale(first) ? rest : [first, ...rest];
  if (!pages.has(segments[0] ?? "") || segments.slice(0, -1).includes("") || /%(?:2f|5c|25|0)/i.test(url.pathname))
    return null;
  return `/${segments.join("/").replace(/\/$/, "")}${url.search}${url.hash}`;
}

/**
 * The same path as the end of the way: a search there shows its list, whatever its words would lead to. Two rules may lead to
 * the words of each other, and one to its own words with a filter.
 */
export function asLastPage(path: string): string {
  const url = new URL(path, "http://localhost");
  if (url.pathname !== "/search") return path;
  url.searchParams.set("exact", "1");
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The pages that are lists. */
const lists = new Set(["c", "browse", "search"]);

/** The same path with a price that the shopper asked for, where it leads to a list that has none of its own. */
export function keepPrice(path: string, { priceMin, priceMax }: Filters, market: Pick<Market, "currency">): string {
  const url = new URL(path, "http://localhost");
  const price = new URLSearchParams(toSearchParams({ filters: { facets: {}, priceMin, priceMax } }, market)).get(
    "price",
  );
  if (!price || url.searchParams.has("price") || !lists.has(url.pathname.split("/")[1] ?? "")) return path;
  url.searchParams.set("price", price);
  return `${url.pathname}${url.search}${url.hash}`;
}
