import type { ProductCard } from "@/lib/catalog/product";
import type { Currency } from "@/lib/core/money";
import type { Language } from "@/lib/i18n/markets";

/**
 * The search port: what every engine answers, whether it is a list of a category or a search by words.
 *
 * Glossary. *Facet*: a property that filters (`brand`, `color`, `material`). *Value*: one of its values. Values of one
 * facet are alternatives (or), facets add up (and). A facet's counts leave its own choice out, so that a second value
 * can be added to the first.
 */
export interface SearchEngine {
  search(request: SearchRequest): Promise<SearchResult>;
  /** Product titles that begin like this, best-selling first. */
  suggest(request: { language: Language; currency: Currency; prefix: string; limit: number }): Promise<ProductCard[]>;
}

export const sorts = ["relevance", "price-asc", "price-desc", "newest", "best-selling"] as const;
export type Sort = (typeof sorts)[number];

export interface Filters {
  /** Facet key → value keys: any of them. */
  facets: Record<string, string[]>;
  /** Minor units of the market's currency. */
  priceMin?: number;
  priceMax?: number;
  inStock?: boolean;
}

export interface SearchRequest {
  language: Language;
  currency: Currency;
  /** Words; empty for a category's list. */
  text: string;
  categoryId?: string;
  filters: Filters;
  sort: Sort;
  /** From 1. */
  page: number;
  pageSize: number;
}

export interface FacetValue {
  key: string;
  label: string;
  swatch: string | null;
  count: number;
  selected: boolean;
}

export interface Facet {
  key: string;
  /** In the request's language; empty for `brand`, which is the shop's own word and no attribute of the catalog. */
  name: string;
  kind: "choice" | "swatch";
  values: FacetValue[];
}

export interface SearchResult {
  total: number;
  /** There are more than total: counting stopped. */
  atLeast?: boolean;
  page: number;
  pages: number;
  hits: ProductCard[];
  facets: Facet[];
  /** Products in each sub-category of the list, most first; category ids. */
  categories: { categoryId: string; count: number }[];
  /** Cheapest and dearest over the list without the price filter, and a histogram of at most 16 equal steps. */
  price: { min: number; max: number; histogram: number[] } | null;
  inStockCount: number;
  /** Set when the words were mended to find anything: what was searched instead. */
  correctedText?: string;
  /** Set when fewer words had to match. */
  relaxed?: boolean;
}
