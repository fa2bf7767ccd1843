import { cacheLife, cacheTag } from "next/cache";
import { db } from "@/lib/db/client";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { Filters, SearchResult, Sort } from "./engine";
import { postgresEngine } from "./engine-postgres";

export const pageSize = 24;

/** A category's first page, best match first, as its static page shows it. */
export async function listCategory(locale: Locale, categoryId: string): Promise<SearchResult> {
  "use cache";
  cacheLife("page");
  cacheTag(`category:${categoryId}`, "catalog");
  return runSearch(locale, { categoryId, filters: { facets: {} }, sort: "relevance", page: 1 });
}

/** Any list: a category with filters, or a search by words. Never cached. */
export async function runSearch(
  locale: Locale,
  request: { text?: string; categoryId?: string; filters: Filters; sort: Sort; page: number },
): Promise<SearchResult> {
  const { language, currency } = requireMarket(locale);
  return postgresEngine(db()).search({ ...request, text: request.text ?? "", language, currency, pageSize });
}
