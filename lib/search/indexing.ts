import type { ListState } from "./url";

/** What a search engine of the web is told of a category's list in one state. */
export interface Indexing {
  /** False: not to be listed, its links to be followed. */
  index: boolean;
  /** The state whose address stands for this one. */
  canonical: Partial<ListState>;
}

/**
 * A category, each of its pages, and each single value of a facet ("wool blankets") are pages worth finding, and stand for
 * themselves. Another order, or only what is in stock, is the same list seen otherwise: it points to the list without.
 * Two values and more, and prices, make more addresses than anybody looks for: they are left out, and robots.txt has
 * them not even asked for. So is a list that holds nothing.
 */
export function indexingOf({ filters, page }: Pick<ListState, "filters" | "page">, total: number): Indexing {
  const { facets, priceMin, priceMax } = filters;
  const values = Object.values(facets).reduce((sum, each) => sum + each.length, 0);
  const deep = values > 1 || priceMin !== undefined || priceMax !== undefined;
  if (deep || total === 0) return { index: false, canonical: {} };
  return { index: true, canonical: { filters: { facets }, page } };
}
