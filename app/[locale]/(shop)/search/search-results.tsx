import { getTranslations } from "next-intl/server";
import { listHref } from "@/components/catalog/list-links";
import { ListView } from "@/components/catalog/list-view";
import type { CategoryNode } from "@/lib/catalog/category";
import { formatDay } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { categorySteps } from "@/lib/search/category-steps";
import type { CategoryCount, SearchResult } from "@/lib/search/engine";
import type { ListState } from "@/lib/search/url";
import { getDeliveryQuotes } from "@/lib/shipping/queries";

interface SearchResultsProps {
  locale: Locale;
  state: ListState;
  result: SearchResult;
  counts: CategoryCount[];
  tree: CategoryNode[];
  /** Down to the category the search is narrowed to. */
  trail: CategoryNode[];
}

/** A list by words. When they had to be mended or loosened to find anything, it says so above. */
export async function SearchResults({ locale, state, result, counts, tree, trail }: SearchResultsProps) {
  const [t, quotes] = await Promise.all([getTranslations("search"), getDeliveryQuotes(locale)]);
  const base = `/${locale}/search`;
  const { category: _, all: __, ...anywhere } = { ...state, page: 1 };
  const steps = categorySteps({
    tree,
    trail,
    counts,
    href: (node) => listHref(base, locale, node ? { ...anywhere, category: node.key } : anywhere),
    all: t("results.everywhere"),
  });
  const standard = quotes.find(({ method }) => method === "standard");
  return (
    <div className="wrap pt-6 lg:pt-10">
      <ListView
        arrives={standard && formatDay(standard.to, locale)}
        base={base}
        categories={steps}
        heading={
          <>
            <h1 className="display text-display-34 [overflow-wrap:anywhere] md:text-display-46">
              {await headline(state, result)}
            </h1>
            {result.correctedText ? (
              <p className="mt-2.5 text-soft">{t("results.instead", { query: state.text })}</p>
            ) : null}
            {result.relaxed ? <p className="mt-2.5 text-soft">{t("results.relaxed")}</p> : null}
          </>
        }
        locale={locale}
        result={result}
        state={state}
      />
    </div>
  );
}

async function headline({ text, sort }: ListState, { correctedText }: SearchResult): Promise<string> {
  const [t, tList] = await Promise.all([getTranslations("search"), getTranslations("list")]);
  if (correctedText) return t("results.corrected", { query: correctedText });
  if (text) return t("results.heading", { query: text });
  return sort === "relevance" ? t("title") : tList(`sorts.${sort}`);
}
