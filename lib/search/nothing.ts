import type { SearchResult } from "./engine";

/** What is said when nothing answers. */
export const nothing: SearchResult = {
  total: 0,
  page: 1,
  pages: 0,
  hits: [],
  facets: [],
  categories: [],
  price: null,
  inStockCount: 0,
};
