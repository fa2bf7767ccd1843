import { X } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import type { Filters, SearchResult } from "@/lib/search/engine";
import type { ListState } from "@/lib/search/url";
import { priceName, valueName } from "./filter-names";
import { clearedHref, listHref, withoutPrice, withoutStock, withoutValue } from "./list-links";

interface ChosenFiltersProps {
  base: string;
  locale: Locale;
  state: ListState;
  /** The name of the category that a search is narrowed to. */
  category: string | null;
  result: SearchResult;
}

/** What is applied, each a link to the list without it. */
export async function ChosenFilters({ base, locale, state, category, result }: ChosenFiltersProps) {
  const t = await getTranslations("list");
  const { filters } = state;
  const { category: _, ...anywhere } = state;
  const chip = (key: string, name: string, without: Filters) => ({ key, name, left: { ...state, filters: without } });
  const chips: { key: string; name: string; left: ListState }[] = Object.entries(filters.facets).flatMap(
    ([facet, values]) =>
      values.map((value) =>
        chip(`${facet}:${value}`, valueName(result, facet, value), withoutValue(filters, facet, value)),
      ),
  );
  if (state.category && category) chips.unshift({ key: "category", name: category, left: anywhere });
  const price = await priceName(filters, locale);
  if (price) chips.push(chip("price", price, withoutPrice(filters)));
  if (filters.inStock) chips.push(chip("stock", t("inStock"), withoutStock(filters)));
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t("chosen")} className="mb-6 flex flex-wrap items-center gap-2.5">
      {chips.map(({ key, name, left }) => (
        <li key={key}>
          <Link
            aria-label={t("remove", { name })}
            className="inline-flex min-h-9 items-center gap-2 rounded-full bg-sunken px-4 py-1.5 text-sm font-semibold hover:bg-line"
            href={listHref(base, locale, { ...left, page: 1 })}
            data-stay
            prefetch={false}
            scroll={false}
          >
            {name}
            <X aria-hidden className="shrink-0" size={14} strokeWidth={2.5} />
          </Link>
        </li>
      ))}
      <li>
        <Link
          className="text-link ms-1 text-sm"
          href={clearedHref(base, locale, state)}
          data-stay
          prefetch={false}
          scroll={false}
        >
          {t("clear")}
        </Link>
      </li>
    </ul>
  );
}
