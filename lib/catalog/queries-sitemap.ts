import { cacheLife, cacheTag } from "next/cache";
import { tags } from "@/lib/cache/tags";
import { db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readSitemapProducts, readSitemapStarts, type SitemapProduct } from "./read-sitemap";

export async function getSitemapStarts(): Promise<string[]> {
  "use cache";
  cacheLife("days");
  cacheTag(tags.categories);
  return readSitemapStarts(db());
}

export async function getSitemapProducts(language: Language, start: string): Promise<SitemapProduct[]> {
  "use cache";
  cacheLife("days");
  cacheTag(tags.categories);
  return readSitemapProducts(db(), language, start);
}
