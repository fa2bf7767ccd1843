import { X } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import type { CategorySteps } from "@/lib/search/category-steps";
import type { Facet, SearchResult } from "@/lib/search/engine";
import { brandFacet } from "@/lib/search/facet-key";
import type { ListState } from "@/lib/search/url";
import { applyLabels } from "./apply-labels";
import { CategoryFilter } from "./category-filter";
import { CheckRow } from "./check-row";
import { FacetGroup } from "./facet-group";
import { FacetSwatches } from "./facet-swatches";
import { FacetValues } from "./facet-values";
import { clearedHref, countChosen, listHref } from "./list-links";
import { PriceFilter } from "./price-filter";

/** Facets beyond these stay folded until one of their values is chosen: they come most important first. */
const openFacets = 5;
/** More colours than these are told apart by their names. */
const swatchesMax = 30;

interface FilterFormProps {
  formId: string;
  base: string;
  locale: Locale;
  state: ListState;
  result: SearchResult;
  categories: CategorySteps;
  categoryKey: string | undefined;
}

/** A column beside the list on a wide screen; below that the same element is a sheet, opened by its popover button. */
export async function FilterForm({ formId, base, locale, state, result, categories, categoryKey }: FilterFormProps) {
  const [t, labels] = await Promise.all([getTranslations("list"), applyLabels(locale)]);
  const nameOf = (facet: Facet) => (facet.key === brandFacet ? t("brand") : facet.name);
  return (
    <form
      action={base}
      aria-label={t("filters")}
      className="fixed inset-0 m-0 size-full max-h-none max-w-none scroll-pt-16 scroll-pb-24 overflow-y-auto overscroll-contain border-0 bg-paper px-[var(--gutter)] text-ink lg:static lg:block lg:size-auto lg:overflow-visible lg:bg-transparent lg:p-0"
      data-category={categoryKey}
      data-locale={locale}
      id={formId}
      popover="auto"
    >
      <div className="sticky top-0 z-10 flex items-center justify-between bg-paper py-3 lg:hidden">
        <p className="text-lg font-semibold">{t("filters")}</p>
        {countChosen(state) > 0 ? (
          <Link
            className="ms-auto me-4 inline-grid min-h-11 items-center text-sm font-semibold underline underline-offset-4"
            href={clearedHref(base, locale, state)}
            data-stay
            prefetch={false}
            scroll={false}
          >
            {t("clear")}
          </Link>
        ) : null}
        <button
          aria-label={t("close")}
          className="grid size-11 place-items-center rounded-full"
          popoverTarget={formId}
          popoverTargetAction="hide"
          type="button"
        >
          <X aria-hidden size={22} />
        </button>
      </div>
      {state.text ? <input name="q" type="hidden" value={state.text} /> : null}
      {state.asTyped ? <input name="exact" type="hidden" value="1" /> : null}
      {state.category ? <input name="category" type="hidden" value={state.category} /> : null}
      {categories.choices.length > 0 || categories.above.length > 0 ? (
        <FacetGroup name={t("category")} open>
          <CategoryFilter {...categories} locale={locale} />
        </FacetGroup>
      ) : null}
      {result.price && result.price.max > result.price.min ? (
        <FacetGroup name={t("price")} open>
          <PriceFilter filters={state.filters} locale={locale} price={result.price} />
        </FacetGroup>
      ) : null}
      {result.facets.map((facet, index) => (
        <FacetGroup
          key={facet.key}
          name={nameOf(facet)}
          open={index < openFacets || state.all === facet.key || facet.values.some((value) => value.selected)}
        >
          {facet.kind === "swatch" && facet.valueCount <= swatchesMax ? (
            <FacetSwatches facet={facet} />
          ) : (
            <FacetValues
              allHref={listHref(base, locale, { ...state, all: facet.key })}
              facet={facet}
              locale={locale}
              name={nameOf(facet)}
              unfolded={state.all === facet.key}
            />
          )}
        </FacetGroup>
      ))}
      {result.inStockCount > 0 || state.filters.inStock ? (
        <FacetGroup name={t("availability")} open>
          <CheckRow
            checked={state.filters.inStock ?? false}
            count={result.inStockCount}
            label={t("inStock")}
            locale={locale}
            name="stock"
            value="1"
          />
        </FacetGroup>
      ) : null}
      <div
        className="sticky bottom-0 bg-paper py-4 lg:static lg:hidden noscript:lg:block"
        // What a script wrote of choices that are applied, or taken back, goes with them.
        key={listHref("", locale, state)}
      >
        <button className="button-ink w-full" data-apply={JSON.stringify(labels)} type="submit">
          {labels.plain}
        </button>
        <p className="sr-only" data-apply-status role="status" />
      </div>
    </form>
  );
}
