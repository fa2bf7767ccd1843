/**
 * The cached data and pages, by what they show: readers mark their entries with these tags, and what changes a thing
 * expires its tag, in Next's cache and in the shared store alike. How long an entry lives without that stands in
 * `cacheLife` of next.config.ts: all but the sitemaps live by the profile `page` (fresh for fifteen minutes, kept
 * for a day).
 */
export const tags = {
  /** A product's page, in every market. */
  product: (productId: string) => `product:${productId}`,
  /** What a merchant's product pages say of the merchant: its name, its days for returns. */
  merchant: (merchantId: string) => `merchant:${merchantId}`,
  /** Lists that show a category's products, its sub-categories' included. */
  category: (categoryId: string) => `category:${categoryId}`,
  /** The tree: menu, breadcrumbs, localized paths. */
  categories: "categories",
  home: "home",
  /** Lists by words, and of the whole shop: any product may come to stand in any of them. */
  searches: "searches",
  /** Shipping rates and the days they promise. */
  shipping: "shipping",
} as const;

export const lifetime = "page";

/**
 * Results of common searches in the shared store (lib/cache/store.ts). Where products change every second they are still
 * kept for two, so that a change is found within five: indexed, told, and no longer held.
 */
export const searchKeep = { ttlSeconds: 60, heldSeconds: 2 };

/** What a change of a product makes stale: its page, the lists of its categories, the home page, searches. */
export const productTags = (productId: string, lineage: readonly string[]): string[] => [
  tags.product(productId),
  ...lineage.map(tags.category),
  tags.home,
  tags.searches,
];
