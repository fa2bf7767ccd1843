import { permanentRedirect } from "next/navigation";
import type { FoundCategory } from "@/lib/catalog/find-category";
import { findCategory } from "@/lib/catalog/queries";
import { localePath } from "@/lib/i18n/alternates";
import { getMarket, type Market } from "@/lib/i18n/markets";

type Found = Extract<FoundCategory, { kind: "found" }>;

/**
 * The category of an address; an old path, or another language's, leads to today's in this language and keeps what was
 * filtered. Null when there is none.
 */
export async function findList(
  params: Promise<{ locale: string; path: string[] }>,
  query = "",
): Promise<(Found & { market: Market; base: string }) | null> {
  const { locale, path } = await params;
  const market = getMarket(locale);
  if (!market || path[0] === "build") return null;
  const wanted = path.map(decode).join("/");
  // No category's path has control characters, and the database refuses to be asked for a null byte.
  const found = /\p{Cc}/u.test(wanted) ? null : await findCategory(market.language, wanted);
  if (!found) return null;
  if (found.kind === "moved") permanentRedirect(localePath(market.locale, `/c/${found.path}`) + (query && `?${query}`));
  return { ...found, market, base: localePath(market.locale, `/c/${found.category.path}`) };
}

/** A broken escape is a path no category has, not an error. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
