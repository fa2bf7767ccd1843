import { getTranslations } from "next-intl/server";
import { ListView } from "@/components/catalog/list-view";
import { formatDay } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { SearchResult } from "@/lib/search/engine";
import type { ListState } from "@/lib/search/url";
import { getDeliveryQuotes } from "@/lib/shipping/queries";

interface SearchResultsProps {
  locale: Locale;
  state: ListState;
  result: SearchResult;
}

/** A list by words. When they had to be mended or loosened to find anything, it says so above. */
export async function SearchResults({ locale, state, result }: SearchResultsProps) {
  const [t, quotes] = await Promise.all([getTranslations("search"), getDeliveryQuotes(locale)]);
  const standard = quotes.find(({ method }) => method === "standard");
  return (
    <div className="wrap pt-6 lg:pt-10">
      <ListView
        arrives={standard && formatDay(standard.to, locale)}
        base={`/${locale}/search`}
        categories={[]}
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
