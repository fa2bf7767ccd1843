import { cacheLife, cacheTag } from "next/cache";
import { cacheStore } from "@/lib/cache/cache-store";
import { lifetime, tags } from "@/lib/cache/tags";
import type { ProductCard } from "@/lib/catalog/product";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db/client";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { searchEngine } from "./choose-engine";
import type { CategoryCount, FacetValues, Filters, SearchEngine, SearchRequest, SearchResult, Sort } from "./engine";
import { postgresEngine } from "./engine-postgres";
import { listOftenSearched } from "./list-often-searched";
import { logQuery } from "./log-query";
import { merchandised } from "./merchandising/merchandise";
import { shopRules } from "./merchandising/shop-rules";
import { rememberSearch } from "./remember-search";

export const pageSize = 24;

/** A category's first page, best match first, as its static page shows it. */
export async function listCategory(locale: Locale, categoryId: string): Promise<SearchResult> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.category(categoryId));
  // From the projection itself, neither from the store nor from an index that hears of a change a second later: a page
  // that is made anew because its tag expired has to show what is there now.
  const opening = { text: "", categoryId, filters: { facets: {} }, sort: "relevance", page: 1 } as const;
  return postgresEngine(db()).search(requestIn(locale, opening));
}

interface ListAsked {
  text?: string;
  asTyped?: boolean;
  categoryId?: string;
  filters: Filters;
  sort: Sort;
  page: number;
}

/** Any list: a category with filters, or a search by words. What many ask is kept for a minute at most. */
export async function runSearch(locale: Locale, list: ListAsked): Promise<SearchResult> {
  return merchandised(keptEngine(), shopRules).search(requestIn(locale, list));
}

/** What the rules for a query ask of the engine is kept like any other search. */
function keptEngine(): SearchEngine {
  const engine = searchEngine(db());
  return { ...engine, search: (request) => rememberSearch(cacheStore(), request, () => engine.search(request)) };
}

function requestIn(locale: Locale, { text = "", asTyped, categoryId, filters, sort, page }: ListAsked): SearchRequest {
  const { language, currency } = requireMarket(locale);
  const category = categoryId ? { categoryId } : {};
  const typed = asTyped ? { asTyped } : {};
  return { language, currency, text, ...typed, ...category, filters, sort, page, pageSize };
}

/** The values of one facet over a list that hold a text: the search inside a long facet. */
export async function searchFacet(
  locale: Locale,
  list: { text: string; categoryId?: string; filters: Filters },
  request: { facet: string; contains: string; limit: number },
): Promise<FacetValues> {
  const { language, currency } = requireMarket(locale);
  return searchEngine(db()).facetValues({ list: { ...list, language, currency }, ...request });
}

/** Products in each category directly below one, without any filter: for static pages. */
export async function countInside(locale: Locale, categoryId: string): Promise<CategoryCount[]> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.category(categoryId));
  const { language, currency } = requireMarket(locale);
  return postgresEngine(db()).categoryCounts({ text: "", categoryId, filters: { facets: {} }, language, currency });
}

/** Products in each category directly below one, as a list filters them. */
export async function countBelow(
  locale: Locale,
  list: { text: string; categoryId?: string; filters: Filters },
): Promise<CategoryCount[]> {
  const { language, currency } = requireMarket(locale);
  return searchEngine(db()).categoryCounts({ ...list, language, currency });
}

/** What sells best in the whole shop: shown where a search has nothing of its own to show. */
export async function listBestSellers(locale: Locale, limit: number): Promise<ProductCard[]> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.home);
  const { language, currency } = requireMarket(locale);
  const request = {
    language,
    currency,
    text: "",
    filters: { facets: {} },
    sort: "best-selling" as const,
    page: 1,
    pageSize: limit,
  };
  return (await postgresEngine(db()).search(request)).hits;
}

/** Queries many shoppers asked, in words, that find something in the market. */
export async function getPopularQueries(locale: Locale, limit: number): Promise<string[]> {
  "use cache";
  cacheLife(lifetime);
  return listOftenSearched(db(), requireMarket(locale), limit);
}

/** Counts a search by somebody for completion; a failure is logged and costs the shopper nothing. */
export async function recordSearch(locale: Locale, text: string, address: string): Promise<void> {
  try {
    const { language } = requireMarket(locale);
    await logQuery(db(), { language, text, address, secret: env().AUTH_SECRET, now: systemClock() });
  } catch (error) {
    log.warn({ error }, "a search was not counted");
  }
}
