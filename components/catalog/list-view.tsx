import { SlidersHorizontal } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/markets";
import type { CategorySteps } from "@/lib/search/category-steps";
import type { SearchResult } from "@/lib/search/engine";
import type { ListState } from "@/lib/search/url";
import { ChosenFilters } from "./chosen-filters";
import { FilterForm } from "./filter-form";
import { FilterScript } from "./filter-script";
import { countChosen, listHref } from "./list-links";
import { ListPager } from "./list-pager";
import { NothingFits } from "./nothing-fits";
import { ProductGrid } from "./product-grid";
import { SortSelect } from "./sort-select";

/** Pictures of the first row load at once. */
const eagerCards = 3;

interface ListViewProps {
  locale: Locale;
  /** Tells apart two lists at one address: the router keeps pages it left in the document, hidden. */
  name?: string;
  /** The list's address without a query: `/en-US/c/audio`, `/en-US/search`. */
  base: string;
  state: ListState;
  result: SearchResult;
  /** Breadcrumbs, the page's h1 and what introduces it. */
  heading: ReactNode;
  /** Where the list stands among the categories. */
  categories: CategorySteps;
  /** Of the category whose own address this is; a search has its category in its state. */
  categoryKey?: string;
  /** The day a card promises, written as the market writes days. */
  arrives?: string | undefined;
  /** Shown in place of the grid when nothing fits. */
  empty?: ReactNode;
}

/**
 * A list of products with its filters, the same for a category and a search. All of it is links and one GET form, so
 * it works without script; FilterScript only saves the shopper the button.
 */
export async function ListView({
  locale,
  name = "list",
  base,
  state,
  result,
  heading,
  categories,
  categoryKey,
  arrives,
  empty,
}: ListViewProps) {
  const t = await getTranslations("list");
  const chosen = countChosen(state);
  const formId = `${name}:${base}`;
  return (
    <div data-list>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div className="min-w-0 max-w-[72ch]">{heading}</div>
        <div className="flex min-w-0 grow flex-wrap items-center justify-end gap-x-4 gap-y-3 lg:grow-0">
          <p className="me-auto basis-full text-sm text-soft tabular-nums sm:basis-auto lg:me-0" role="status">
            {result.atLeast && result.total >= 100
              ? t("countAtLeast", { count: Math.floor(result.total / 100) * 100 })
              : t("count", { count: result.total })}
          </p>
          <button className="chip min-h-11 justify-center max-sm:flex-1 lg:hidden" popoverTarget={formId} type="button">
            <SlidersHorizontal aria-hidden size={16} />
            {chosen > 0 ? t("filtersChosen", { count: chosen }) : t("filters")}
          </button>
          <SortSelect formId={formId} sort={state.sort} />
        </div>
      </div>
      <div className="mt-7 gap-x-11 lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] lg:items-start">
        <FilterForm
          base={base}
          categories={categories}
          categoryKey={categoryKey}
          formId={formId}
          locale={locale}
          result={result}
          state={state}
        />
        <section aria-label={t("products")} className="transition-opacity data-pending:opacity-45" data-results>
          <h2 className="sr-only">{t("products")}</h2>
          <ChosenFilters base={base} category={categories.current} locale={locale} result={result} state={state} />
          {result.hits.length > 0 ? (
            <ProductGrid arrives={arrives} columns={3} eager={eagerCards} locale={locale} products={result.hits} />
          ) : (
            (empty ?? <NothingFits base={base} locale={locale} result={result} state={state} />)
          )}
          <ListPager base={base} locale={locale} pages={result.pages} state={{ ...state, page: result.page }} />
        </section>
      </div>
      <FilterScript state={listHref("", locale, state)} />
    </div>
  );
}
