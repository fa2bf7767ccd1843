import { getTranslations } from "next-intl/server";
import { formatMoney } from "@/lib/core/money";
import { formatList } from "@/lib/i18n/format";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { type FilterMark, type Filters, priceMark, type SearchResult, stockMark } from "@/lib/search/engine";
import { brandFacet } from "@/lib/search/facet-key";
import { withoutPrice, withoutStock } from "./list-links";

/** A value that no product here has any more keeps its key as a name, so that it can still be removed. */
export const valueName = (result: SearchResult, facet: string, value: string): string =>
  result.facets.find((each) => each.key === facet)?.values.find((each) => each.key === value)?.label ?? value;

/** The chosen price as words, or null when none is. */
export async function priceName({ priceMin, priceMax }: Filters, locale: Locale): Promise<string | null> {
  const t = await getTranslations("list");
  const { currency } = requireMarket(locale);
  const low = priceMin === undefined ? null : formatMoney({ amount: priceMin, currency }, locale);
  const high = priceMax === undefined ? null : formatMoney({ amount: priceMax, currency }, locale);
  if (low && high) return `${low} – ${high}`;
  if (low) return t("priceFrom", { price: low });
  return high ? t("priceUpTo", { price: high }) : null;
}

/** A whole filter as words, "Color: Sage, Sand", and the filters without it. */
export async function wholeFilter(
  mark: FilterMark,
  filters: Filters,
  result: SearchResult,
  locale: Locale,
): Promise<{ name: string; without: Filters }> {
  const t = await getTranslations("list");
  if (mark === stockMark) return { name: t("inStock"), without: withoutStock(filters) };
  if (mark === priceMark)
    return { name: (await priceName(filters, locale)) ?? t("price"), without: withoutPrice(filters) };
  const { [mark]: values = [], ...facets } = filters.facets;
  const facet = result.facets.find(({ key }) => key === mark);
  const label = mark === brandFacet ? t("brand") : facet?.name || mark;
  const chosen = values.map((value) => valueName(result, mark, value));
  return { name: `${label}: ${formatList(chosen, locale)}`, without: { ...filters, facets } };
}
