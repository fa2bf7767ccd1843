import { getTranslations } from "next-intl/server";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import type { CategoryNode } from "@/lib/catalog/category";
import type { ProductCard } from "@/lib/catalog/product";
import { localePath } from "@/lib/i18n/alternates";
import { formatDay } from "@/lib/i18n/format";
import type { Market } from "@/lib/i18n/markets";
import { categorySteps } from "@/lib/search/category-steps";
import type { CategoryCount, SearchResult } from "@/lib/search/engine";
import type { ListState } from "@/lib/search/url";
import type { DeliveryQuote } from "@/lib/shipping/delivery";
import { listHref } from "./list-links";
import { ListView } from "./list-view";
import { ProductGrid } from "./product-grid";
import { TrailData } from "./trail-data";

interface CategoryListProps {
  category: CategoryNode;
  ancestors: CategoryNode[];
  market: Market;
  base: string;
  result: SearchResult;
  /** Of the categories below, or beside when there are none. */
  counts: CategoryCount[];
  state: ListState;
  quotes: DeliveryQuote[];
  /** What sells better than it used to; shown below the list. */
  trending?: ProductCard[];
  /** As ListView's. */
  name: string;
}

/** A category's list, however it is filtered. */
export async function CategoryList({
  category,
  ancestors,
  market,
  base,
  result,
  counts,
  state,
  quotes,
  trending = [],
  name,
}: CategoryListProps) {
  const [t, list] = await Promise.all([getTranslations("common"), getTranslations("list")]);
  const { locale } = market;
  const hrefOf = (path: string) => localePath(locale, `/c/${path}`);
  const crumbs = [
    { name: t("home"), href: `/${locale}` },
    ...ancestors.map(({ name, path }) => ({ name, href: hrefOf(path) })),
    { name: category.name },
  ];
  const standard = quotes.find(({ method }) => method === "standard");
  const trail = [...ancestors, category];
  const { filters, sort } = state;
  const steps = categorySteps({
    tree: trail.slice(0, 1),
    trail,
    counts,
    href: (node) => (node ? listHref(hrefOf(node.path), locale, { filters, sort }) : `/${locale}`),
  });
  return (
    <div className="wrap pt-2 lg:pt-4">
      <TrailData crumbs={crumbs} here={base} />
      <Breadcrumbs crumbs={crumbs} label={t("breadcrumbs")} />
      <ListView
        arrives={standard && formatDay(standard.to, locale)}
        base={base}
        categories={steps}
        categoryKey={category.key}
        heading={
          <>
            <h1 className="display mt-2 text-display-34 [overflow-wrap:anywhere] md:text-display-46">
              {category.name}
            </h1>
            {category.description ? <p className="mt-2.5 text-soft">{category.description}</p> : null}
          </>
        }
        locale={locale}
        name={name}
        result={result}
        state={state}
      />
      {trending.length > 0 ? (
        <section aria-labelledby="trending" className="section">
          <h2 className="display mb-6 text-display-28" id="trending">
            {list("trending", { category: category.name })}
          </h2>
          <ProductGrid columns={4} locale={locale} products={trending} />
        </section>
      ) : null}
    </div>
  );
}
