import { permanentRedirect } from "next/navigation";
import type { FoundCategory } from "@/lib/catalog/find-category";
import { findCategory } from "@/lib/catalog/queries";
import { localePath } from "@/lib/i18n/alternates";
import { getMarket, type Language, languageCodes, type Market } from "@/lib/i18n/markets";

interface FoundList extends Pick<Extract<FoundCategory, { kind: "found" }>, "category" | "ancestors"> {
  market: Market;
  base: string;
  /** Of the same list below the locale, in each language. */
  addresses: Partial<Record<Language, string>>;
}

/**
 * The category of an address; an old path, or another language's, leads to today's in this language and keeps what was
 * filtered. Null when there is none.
 */
export async function findList(
  params: Promise<{ locale: string; path: string[] }>,
  query = "",
): Promise<FoundList | null> {
  const { locale, path } = await params;
  const market = getMarket(locale);
  if (!market || path[0] === "build") return null;
  const wanted = path.map(decode).join("/");
  // No category's path has control characters, and the database refuses to be asked for a null byte.
  const found = /\p{Cc}/u.test(wanted) ? null : await findCategory(market.language, wanted);
  if (!found) return null;
  if (found.kind === "moved") permanentRedirect(localePath(market.locale, `/c/${found.path}`) + (query && `?${query}`));
  const { category, ancestors, paths } = found;
  const addresses = Object.fromEntries(languageCodes.map((language) => [language, `/c/${paths[language]}`]));
  return { category, ancestors, market, base: localePath(market.locale, `/c/${category.path}`), addresses };
}

/** A broken escape is a path no category has, not an error. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
