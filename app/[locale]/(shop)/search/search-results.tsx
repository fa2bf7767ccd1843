import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { listHref } from "@/components/catalog/list-links";
import { ListView } from "@/components/catalog/list-view";
import { SearchedText } from "@/components/search/searched-text";
import type { CategoryNode } from "@/lib/catalog/category";
import { formatDay, formatList } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { categorySteps } from "@/lib/search/category-steps";
import type { CategoryCount, SearchResult } from "@/lib/search/engine";
import type { ListState } from "@/lib/search/url";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { CrossedWords } from "./crossed-words";

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
      <SearchedText text={state.text} />
      <ListView
        arrives={standard && formatDay(standard.to, locale)}
        base={base}
        categories={steps}
        heading={
          <>
            <h1 className="display text-display-34 [overflow-wrap:anywhere] md:text-display-46">
              {await headline(state, result)}
            </h1>
            <Remark locale={locale} result={result} state={state} />
          </>
        }
        locale={locale}
        result={result}
        state={state}
      />
    </div>
  );
}

async function headline({ text, sort }: ListState, result: SearchResult): Promise<ReactNode> {
  const [t, tList] = await Promise.all([getTranslations("search"), getTranslations("list")]);
  const { correctedText, droppedWords = [] } = result;
  const searched = correctedText ?? text;
  if (droppedWords.length > 0)
    return t.rich("results.some", { words: () => <CrossedWords dropped={droppedWords} text={searched} /> });
  if (correctedText) return t("results.corrected", { query: correctedText });
  if (text) return t("results.heading", { query: text });
  return sort === "relevance" ? t("title") : tList(`sorts.${sort}`);
}

/** How these results differ from what was asked for, and the way to exactly that. */
async function Remark({ locale, state, result }: Pick<SearchResultsProps, "locale" | "state" | "result">) {
  const t = await getTranslations("search");
  const { correctedText, droppedWords = [] } = result;
  if (!correctedText && droppedWords.length === 0) return null;
  const exactly = listHref(`/${locale}/search`, locale, { text: state.text, asTyped: true });
  return (
    <p className="mt-2.5 text-soft">
      {droppedWords.length > 0 ? `${t("results.leftOut", { words: formatList(droppedWords, locale) })} ` : null}
      {correctedText ? (
        t.rich("results.instead", {
          query: state.text,
          link: (words) => (
            <Link className="text-link [overflow-wrap:anywhere]" href={exactly} prefetch={false}>
              {words}
            </Link>
          ),
        })
      ) : (
        <Link className="text-link" href={exactly} prefetch={false}>
          {t("results.every")}
        </Link>
      )}
    </p>
  );
}
