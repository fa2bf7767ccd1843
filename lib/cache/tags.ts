/**
 * The cached data and pages, by what they show: readers mark their entries with these tags, and what changes a thing
 * expires its tag. How long an entry lives without that stands in `cacheLife` of next.config.ts: all of them live by
 * the profile `page` (fresh for fifteen minutes, kept for a day).
 */
export const tags = {
  /** A product's page, in every market. */
  product: (productId: string) => `product:${productId}`,
  /** Lists that show a category's products, its sub-categories' included. */
  category: (categoryId: string) => `category:${categoryId}`,
  /** The tree: menu, breadcrumbs, localized paths. */
  categories: "categories",
  home: "home",
  /** Shipping rates and the days they promise. */
  shipping: "shipping",
} as const;

export const lifetime = "page";

/** What a change of a product makes stale: its page, the lists of its categories, the home page. */
export const productTags = (productId: string, lineage: readonly string[]): string[] => [
  tags.product(productId),
  ...lineage.map(tags.category),
  tags.home,
];
