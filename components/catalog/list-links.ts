import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { Filters } from "@/lib/search/engine";
import { chosenOf } from "@/lib/search/facet-key";
import { type ListState, toSearchParams } from "@/lib/search/url";

/** The address of a list in a state; without one, of the list as it opens. */
export function listHref(base: string, locale: Locale, state: Partial<ListState>): string {
  const query = toSearchParams(state, requireMarket(locale));
  return query ? `${base}?${query}` : base;
}

/** The list without its filters: what was asked for stays, and its order. */
export const clearedHref = (base: string, locale: Locale, { text, asTyped, sort }: ListState): string =>
  listHref(base, locale, { text, asTyped, sort });

/** Filters without one value of one facet. */
export function withoutValue(filters: Filters, facet: string, value: string): Filters {
  const left = chosenOf(filters.facets, facet).filter((each) => each !== value);
  const { [facet]: _, ...others } = filters.facets;
  return { ...filters, facets: left.length > 0 ? { ...others, [facet]: left } : others };
}

export function withoutPrice({ facets, inStock }: Filters): Filters {
  return { facets, ...(inStock ? { inStock } : {}) };
}

export function withoutStock({ inStock: _, ...filters }: Filters): Filters {
  return filters;
}

/** How many filters are chosen: what the shopper can take away again. */
export const countChosen = ({ filters, category }: Pick<ListState, "filters" | "category">): number =>
  (category ? 1 : 0) +
  Object.values(filters.facets).reduce((sum, values) => sum + values.length, 0) +
  (filters.priceMin !== undefined || filters.priceMax !== undefined ? 1 : 0) +
  (filters.inStock ? 1 : 0);
