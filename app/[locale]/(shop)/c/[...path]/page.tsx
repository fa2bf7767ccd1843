import type { Metadata } from "next";
import { CategoryList } from "@/components/catalog/category-list";
import { getTrending } from "@/lib/catalog/queries";
import { alternates } from "@/lib/i18n/alternates";
import { countedCategory } from "@/lib/search/category-steps";
import { countInside, listCategory } from "@/lib/search/queries";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { NotThere, notThereMetadata } from "../../not-there";
import { findList } from "./find-list";

export const ensureStatic = "navigation";
// A page of the cache comes whole and at once: a shell of it before would only be a flicker.
export const instant = false;

/** A row of them. */
const trendingMax = 4;

interface CategoryPageProps {
  params: Promise<{ locale: string; path: string[] }>;
}

/** One placeholder, so that a build needs no database. */
export function generateStaticParams() {
  return [{ path: ["build"] }];
}

export async function generateMetadata({ params }: CategoryPageProps): Promise<Metadata> {
  const list = await findList(params);
  if (!list) return notThereMetadata();
  const { category, market, addresses } = list;
  return {
    title: category.name,
    description: category.description,
    alternates: alternates(market.locale, addresses),
  };
}

/** A category as it opens. With filters, another order or a later page it is `browse`. */
export default async function CategoryPage({ params }: CategoryPageProps) {
  const list = await findList(params);
  if (!list) return <NotThere />;
  const { locale } = list.market;
  const { category, ancestors } = list;
  const counted = countedCategory([...ancestors, category]);
  const [result, beside, quotes] = await Promise.all([
    listCategory(locale, category.categoryId),
    counted && counted !== category ? countInside(locale, counted.categoryId) : null,
    getDeliveryQuotes(locale),
  ]);
  // Where all the products stand on one page there is none that it could add.
  const shown = result.hits.map(({ productId }) => productId);
  const trending = result.pages > 1 ? await getTrending(category.categoryId, locale, trendingMax, shown) : [];
  return (
    <CategoryList
      {...list}
      counts={beside ?? result.categories}
      name="opening"
      quotes={quotes}
      result={result}
      trending={trending}
      state={{ text: "", filters: { facets: {} }, sort: "relevance", page: 1 }}
    />
  );
}
