import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { after, connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { countChosen } from "@/components/catalog/list-links";
import { clientAddress } from "@/lib/auth/client-address";
import { findTrailByKey } from "@/lib/catalog/find-trail";
import { getCategoryTree } from "@/lib/catalog/queries";
import { getMarket } from "@/lib/i18n/markets";
import { findRedirect } from "@/lib/search/merchandising/find-redirect";
import { recordSearch } from "@/lib/search/queries";
import { readList } from "@/lib/search/read-list";
import { parseSearchParams, type RawSearchParams } from "@/lib/search/url";
import { NothingFound } from "./nothing-found";
import { SearchResults } from "./search-results";
import { SearchStart } from "./search-start";

// It comes whole from the server: what is found is read without script, and a query that leads elsewhere is answered by a
// redirect, which a stream that has begun can't.
export const instant = false;

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

export default async function SearchPage({ params, searchParams }: SearchPageProps) {
  const market = getMarket((await params).locale);
  if (!market) notFound();
  const { locale } = market;
  const tree = await getCategoryTree(market.language);
  const { category, ...asked } = parseSearchParams(await searchParams, market);
  const trail = category ? findTrailByKey(tree, category) : [];
  // A category that is no more narrows nothing.
  const state = { ...asked, ...(category && trail.length > 0 ? { category } : {}) };
  const filtered = countChosen(state) > 0;
  if (!state.text && !filtered && state.sort === "relevance" && state.page === 1)
    return <SearchStart locale={locale} />;

  // A prefetch may know the query, but what is found is found when the page is asked for.
  await connection();
  const led = await findRedirect(locale, state);
  if (led) redirect(led);
  const { result, counts } = await readList(locale, state, trail);
  if (result.total === 0 && state.text && !filtered) return <NothingFound locale={locale} state={state} />;
  // Only what was typed and found as typed says what shoppers call things.
  if (state.text && !filtered && state.page === 1 && !result.correctedText && !result.relaxed) {
    const address = clientAddress(await headers());
    after(() => recordSearch(locale, state.text, address));
  }
  return <SearchResults counts={counts} locale={locale} result={result} state={state} trail={trail} tree={tree} />;
}
