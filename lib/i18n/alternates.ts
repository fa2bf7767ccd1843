import type { Metadata } from "next";
import { env } from "@/lib/core/env";
import { defaultLocale, type Language, type Locale, locales, requireMarket } from "./markets";

/** The address of a page: `/de-DE/c/audio`, with what isn't ASCII escaped as a URL wants it. */
export const localePath = (locale: Locale, path: string): string => encodeURI(`/${locale}${path === "/" ? "" : path}`);

export const absoluteUrl = (path: string): string => new URL(path, env().APP_URL).href;

/**
 * Canonical address and hreflang for every market, given the page's path below the locale in each language. A language
 * without a path of its own has no alternate. x-default is the default market's. The query is the same in every language.
 */
export function alternates(
  locale: Locale,
  paths: string | Partial<Record<Language, string>>,
  query = "",
): NonNullable<Metadata["alternates"]> {
  const pathOf = (tag: Locale): string | undefined =>
    typeof paths === "string" ? paths : paths[requireMarket(tag).language];
  const addressOf = (tag: Locale, path: string) => absoluteUrl(localePath(tag, path)) + (query && `?${query}`);
  const languages: Record<string, string> = {};
  for (const tag of locales) {
    const path = pathOf(tag);
    if (path !== undefined) languages[tag] = addressOf(tag, path);
  }
  const fallback = languages[defaultLocale];
  if (fallback) languages["x-default"] = fallback;
  return { canonical: addressOf(locale, pathOf(locale) ?? "/"), languages };
}
