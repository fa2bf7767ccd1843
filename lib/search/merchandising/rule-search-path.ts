import type { Locale, Market } from "@/lib/i18n/markets";
import type { SearchRule } from "./rule";

/**
 * Where shoppers see what a rule does: its words searched in its own language, which may be another than its reader's, as a
 * list even where the words lead to a page.
 */
export function ruleSearchPath(
  { query, language: own }: Pick<SearchRule, "query" | "language">,
  { language, region }: Pick<Market, "language" | "region">,
): string {
  const locale: Locale = `${own ?? language}-${region}`;
  return `/${locale}/search?q=${encodeURIComponent(query)}&exact=1`;
}
