import { cacheLife, cacheTag } from "next/cache";
import { lifetime, tags } from "@/lib/cache/tags";
import { db } from "@/lib/db/client";
import { type Language, type Locale, requireMarket } from "@/lib/i18n/markets";
import type { CategoryNode } from "./category";
import { type FoundCategory, readCategoryByPath } from "./find-category";
import type { ProductCard, ProductDetail } from "./product";
import { readCategoryTree } from "./read-categories";
import { type Home, readHome } from "./read-home";
import { readProduct } from "./read-product";
import { readSimilar } from "./read-similar";

// The reads of static pages. Each entry carries the tags of what it shows, and so does the page that asks for it.

export async function getProduct(productId: string, locale: Locale): Promise<ProductDetail | null> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.product(productId));
  return readProduct(db(), productId, locale);
}

/** Carries the tags of the products it shows, and of the one it stands beside. */
export async function getSimilarProducts(productId: string, locale: Locale): Promise<ProductCard[]> {
  "use cache";
  cacheLife(lifetime);
  const cards = await readSimilar(db(), productId, requireMarket(locale));
  cacheTag(tags.product(productId), ...cards.map((card) => tags.product(card.productId)));
  return cards;
}

export async function getHome(locale: Locale): Promise<Home> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.home);
  return readHome(db(), requireMarket(locale));
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
