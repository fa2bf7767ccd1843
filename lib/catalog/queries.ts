import { cacheLife, cacheTag } from "next/cache";
import { lifetime, tags } from "@/lib/cache/tags";
import { db } from "@/lib/db/client";
import { type Language, type Locale, requireMarket } from "@/lib/i18n/markets";
import type { CategoryNode } from "./category";
import { everywhere } from "./discovery/rank-trending";
import { type FoundCategory, readCategoryByPath } from "./find-category";
import type { ProductCard, ProductDetail } from "./product";
import { readCategoryTree } from "./read-categories";
import { type Home, readHome } from "./read-home";
import { readProduct } from "./read-product";
import { readSimilar } from "./read-similar";
import { type Companion, readTogether } from "./read-together";
import { readTrending } from "./read-trending";

// The reads of static pages. Each entry carries the tags of what it shows, and so does the page that asks for it.

export async function getProduct(productId: string, locale: Locale): Promise<ProductDetail | null> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.product(productId));
  const product = await readProduct(db(), productId, locale);
  if (product) cacheTag(tags.merchant(product.merchantId));
  return product;
}

export interface BesideProduct {
  together: Companion[];
  similar: ProductCard[];
}

const togetherMax = 4;

/**
 * What stands beside a product: what was bought with it, and what is like it and none of that. Carries the tags of the
 * products it shows, and of the one it stands beside.
 */
export async function getBesideProduct(productId: string, locale: Locale): Promise<BesideProduct> {
  "use cache";
  cacheLife(lifetime);
  const market = requireMarket(locale);
  const together = await readTogether(db(), [productId], market, togetherMax);
  const taken = together.map((card) => card.productId);
  const similar = await readSimilar(db(), productId, market, taken);
  cacheTag(tags.product(productId), ...[...together, ...similar].map((card) => tags.product(card.productId)));
  return { together, similar };
}

/** What is trending in a category, without what its page shows already. Carries its tag and those of what it shows. */
export async function getTrending(
  categoryId: string,
  locale: Locale,
  limit: number,
  taken: readonly string[] = [],
): Promise<ProductCard[]> {
  "use cache";
  cacheLife(lifetime);
  const cards = await readTrending(db(), categoryId, requireMarket(locale), limit, taken);
  cacheTag(
    categoryId === everywhere ? tags.home : tags.category(categoryId),
    ...cards.map((card) => tags.product(card.productId)),
  );
  return cards;
}

export async function getHome(locale: Locale): Promise<Home> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.home);
  return readHome(db(), requireMarket(locale));
}

/**
 * Whether the home page has offers, for what leads to them from every page. Without a tag: they would all be made anew with
 * each change of any product, only because its price might be the last that is reduced.
 */
export async function hasOffers(locale: Locale): Promise<boolean> {
  "use cache";
  cacheLife(lifetime);
  const { offers } = await readHome(db(), requireMarket(locale));
  return offers.length > 0;
}

export async function getCategoryTree(language: Language): Promise<CategoryNode[]> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.categories);
  return readCategoryTree(db(), language);
}

export async function findCategory(language: Language, path: string): Promise<FoundCategory | null> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.categories);
  return readCategoryByPath(db(), language, path);
}
