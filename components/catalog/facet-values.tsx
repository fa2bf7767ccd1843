import { Search } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import type { Facet, FacetValue } from "@/lib/search/engine";
import { facetKey } from "@/lib/search/facet-key";
import { CheckRow } from "./check-row";

const shownMax = 6;
/** A facet with more values is not unfolded in the page but searched, and asked for as a whole when wanted. */
const longFrom = 13;

interface FacetValuesProps {
  facet: Facet;
  locale: Locale;
  name: string;
  /** The list's address with every value of this facet in it. */
  allHref: string;
  /** Asked for as a whole by who has no script. */
  unfolded: boolean;
}

/** A facet's values. What is chosen always shows; the rest of a short one is folded, of a long one sought. */
export async function FacetValues({ facet, locale, name, allHref, unfolded }: FacetValuesProps) {
  const t = await getTranslations("list");
  if (facet.valueCount >= longFrom) {
    const first = unfolded ? facet.values : shownOf(facet.values);
    return (
      <div data-facet={facet.key}>
        <label className="mb-1 flex min-h-10 items-center gap-2 rounded-field border border-ink/45 bg-raised px-3 text-sm focus-within:outline-2 focus-within:outline-offset-3 focus-within:outline-ink noscript:hidden">
          <Search aria-hidden className="shrink-0 text-faint" size={15} />
          <input
            aria-label={t("facetSearch", { name })}
            autoComplete="off"
            className="w-full min-w-0 bg-transparent outline-none placeholder:text-faint"
            data-facet-search
            enterKeyHint="search"
            maxLength={60}
            placeholder={t("facetSearch", { name })}
            type="text"
          />
        </label>
        <div className="max-h-96 overflow-y-auto" data-facet-rows>
          {first.map((value) => (
            <Row facet={facet.key} key={value.key} locale={locale} value={value} />
          ))}
        </div>
        <p className="hidden py-1.5 text-sm text-soft data-shown:block" data-facet-none role="status">
          {t("facetNone")}
        </p>
        {first.length < facet.valueCount ? (
          <a
            className="inline-flex min-h-9 items-center text-sm font-semibold underline underline-offset-4"
            data-facet-all
            href={allHref}
          >
            {t("facetAll", { count: facet.valueCount })}
          </a>
        ) : null}
      </div>
    );
  }
  // One hidden row would take the room of its own button.
  const fold = facet.values.length > shownMax + 1 ? shownMax : facet.values.length;
  const tail = facet.values.slice(fold);
  return (
    <>
      {facet.values.slice(0, fold).map((value) => (
        <Row facet={facet.key} key={value.key} locale={locale} value={value} />
      ))}
      {tail.length > 0 ? (
        <details className="group/tail" open={tail.some((value) => value.selected)}>
          <summary className="inline-flex min-h-9 items-center text-sm font-semibold underline underline-offset-4 group-open/tail:hidden">
            {t("more", { count: tail.length })}
          </summary>
          {tail.map((value) => (
            <Row facet={facet.key} key={value.key} locale={locale} value={value} />
          ))}
        </details>
      ) : null}
    </>
  );
}

/** What is chosen and what most products have, in the facet's own order. */
function shownOf(values: FacetValue[]): FacetValue[] {
  const best = new Set(
    values
      .toSorted((a, b) => Number(b.selected) - Number(a.selected) || b.count - a.count)
      .slice(0, Math.max(shownMax, values.filter(({ selected }) => selected).length)),
  );
  return values.filter((value) => best.has(value));
}

const Row = ({ facet, locale, value }: { facet: string; locale: Locale; value: FacetValue }) => (
  <CheckRow
    checked={value.selected}
    count={value.count}
    label={value.label}
    locale={locale}
    name="f"
    value={facetKey(facet, value.key)}
  />
);
