import type { ProductCard } from "@/lib/catalog/product";
import type { Currency } from "@/lib/core/money";
import type { Language } from "@/lib/i18n/markets";
import type { TitleRange } from "./match-title";

/**
 * The search port: what every engine answers, whether it is a list of a category or a search by words.
 *
 * Glossary. *Facet*: a property that filters (`brand`, `color`, `material`). *Value*: one of its values. Values of one
 * facet are alternatives (or), facets add up (and). A facet's counts leave its own choice out, so that a second value
 * can be added to the first.
 */
export interface SearchEngine {
  search(request: SearchRequest): Promise<SearchResult>;
  /** Products whose title has words that begin like this, its codes in one or apart (`spacings-of.ts`), best-selling first. */
  suggest(request: { language: Language; currency: Currency; prefix: string; limit: number }): Promise<ProductCard[]>;
  /** The values of one facet, its own choice left out as in the facet's counts: a long facet is searched through this. */
  facetValues(request: FacetValuesRequest): Promise<FacetValues>;
  /** Products in each category directly below the list's (departments without one), most first. */
  categoryCounts(list: ListRequest): Promise<CategoryCount[]>;
}

export const sorts = ["relevance", "price-asc", "price-desc", "newest", "best-selling"] as const;
export type Sort = (typeof sorts)[number];

/** One filter of a list: a facet by its key, the price, or being in stock. No facet's key begins with `$`. */
export type FilterMark = string;
export const priceMark = "$price";
export const stockMark = "$stock";

export interface Filters {
  /** Facet key → value keys: any of them. */
  facets: Record<string, string[]>;
  /** Minor units of the market's currency. */
  priceMin?: number;
  priceMax?: number;
  inStock?: boolean;
}

/** A product that the shop puts at a place of a list of words, whatever the engine thinks of it. */
export interface Pin {
  productId: string;
  /** From 1, over all pages; beyond the end it stands at the end. */
  position: number;
  /** It stands there even where the words do not name it. The filters it has to pass in any case. */
  always: boolean;
}

/** What makes a list, before anybody pages through it. */
export interface ListRequest {
  language: Language;
  currency: Currency;
  /** Words; empty for a category's list. */
  text: string;
  /** The words just as they are: none mended, none left out. */
  asTyped?: boolean;
  categoryId?: string;
  filters: Filters;
}

export interface SearchRequest extends ListRequest {
  /** In order of position, every product and every position once. Only the order by relevance heeds them. */
  pins?: readonly Pin[];
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

export interface FacetValuesRequest {
  list: ListRequest;
  facet: string;
  /** Held by the label, accents, width and kana's two scripts aside; empty for every value. */
  contains: string;
  limit: number;
}

export interface FacetValues {
  /** Labels that begin with the text first, then by count. */
  values: FacetValue[];
  /** How many there are, those beyond the limit included. */
  total: number;
}

export interface CategoryCount {
  categoryId: string;
  count: number;
}

export interface Facet {
  key: string;
  /** In the request's language; empty for `brand`, which is the shop's own word and no attribute of the catalog. */
  name: string;
  kind: "choice" | "swatch";
  /** The most frequent; what is chosen is always among them. */
  values: FacetValue[];
  /** How many values there are: more than are sent when the facet is long. */
  valueCount: number;
}

/** A product of a list, and where its title has what was asked for (`matchTitle`); empty where nothing was. */
export interface SearchHit extends ProductCard {
  titleMatches: TitleRange[];
}

export interface SearchResult {
  total: number;
  /** There are more than total: counting stopped. */
  atLeast?: boolean;
  page: number;
  pages: number;
  hits: SearchHit[];
  facets: Facet[];
  /** Products in each sub-category of the list, most first; category ids. */
  categories: CategoryCount[];
  /** Cheapest and dearest over the list without the price filter, and a histogram of at most 16 equal steps. */
  price: { min: number; max: number; histogram: number[] } | null;
  inStockCount: number;
  /** Set when the words were mended to find anything: what was searched instead. */
  correctedText?: string;
  /** Set when fewer words had to match. */
  relaxed?: boolean;
  /** The words that were left out then, as they stand in the text (or in `correctedText`), in lower case. */
  droppedWords?: string[];
  /**
   * Set when the words find something and the filters hide all of it: how many products each filter hides by itself, the
   * most first. Empty when it takes two of them.
   */
  hiddenBy?: { filter: FilterMark; count: number }[];
}
