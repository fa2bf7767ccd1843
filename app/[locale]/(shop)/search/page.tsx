import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { after, connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { countChosen } from "@/components/catalog/list-links";
import { ListSkeleton } from "@/components/catalog/list-skeleton";
import { getMarket } from "@/lib/i18n/markets";
import { recordSearch, runSearch } from "@/lib/search/queries";
import { parseSearchParams, type RawSearchParams } from "@/lib/search/url";
import { NothingFound } from "./nothing-found";
import { SearchResults } from "./search-results";
import { SearchStart } from "./search-start";

interface SearchPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<RawSearchParams>;
}

/** Results of a search are no page for another search engine. */
export async function generateMetadata({ params, searchParams }: SearchPageProps): Promise<Metadata> {
  const market = getMarket((await params).locale);
  if (!market) notFound();
  const [t, { text }] = [await getTranslations("search"), parseSearchParams(await searchParams, market)];
  return { title: text ? t("titleFor", { query: text }) : t("title"), robots: { index: false, follow: true } };
}

export default function SearchPage(props: SearchPageProps) {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <Search {...props} />
    </Suspense>
  );
}

async function Search({ params, searchParams }: SearchPageProps) {
  const market = getMarket((await params).locale);
  if (!market) notFound();
  const { locale } = market;
  const state = parseSearchParams(await searchParams, market);
  const filtered = countChosen(state.filters) > 0;
  if (!state.text && !filtered && state.sort === "relevance" && state.page === 1)
    return <SearchStart locale={locale} />;

  // A prefetch may know the query, but what is found is found when the page is asked for.
  await connection();
  const result = await runSearch(locale, state);
  if (result.total === 0 && state.text && !filtered) return <NothingFound locale={locale} text={state.text} />;
  // Only what was typed and found as typed says what shoppers call things.
  if (state.text && !filtered && state.page === 1 && !result.correctedText && !result.relaxed)
    after(() => recordSearch(locale, state.text));
  return <SearchResults locale={locale} result={result} state={state} />;
}
