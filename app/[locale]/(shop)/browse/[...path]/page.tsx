import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { CategoryList } from "@/components/catalog/category-list";
import { alternates } from "@/lib/i18n/alternates";
import { getMarket } from "@/lib/i18n/markets";
import { indexingOf } from "@/lib/search/indexing";
import { runSearch } from "@/lib/search/queries";
import { readList } from "@/lib/search/read-list";
import { parseSearchParams, type RawSearchParams, toSearchParams } from "@/lib/search/url";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { findList } from "../../c/[...path]/find-list";

// Waiting keeps the list that is there on the screen, dimmed, until the next one is whole; and a path that moved or
// never was is answered with its own status, which a stream that has begun can't.
export const instant = false;

interface BrowsePageProps {
  params: Promise<{ locale: string; path: string[] }>;
  searchParams: Promise<RawSearchParams>;
}

/** One placeholder, so that a build needs no database. */
export function generateStaticParams() {
  return [{ path: ["build"] }];
}

/** What is found decides whether it is worth finding. The page asks the same at the same time, and it is searched once. */
export async function generateMetadata({ params, searchParams }: BrowsePageProps): Promise<Metadata> {
  const { category, market, addresses, state } = await readRequest(params, searchParams);
  await connection();
  const [t, { total, facets, page }] = await Promise.all([
    getTranslations("common"),
    runSearch(market.locale, { ...state, categoryId: category.categoryId }),
  ]);
  const { index, canonical } = indexingOf({ ...state, page }, total);
  const chosen = facets.flatMap(({ values }) => values.filter(({ selected }) => selected).map(({ label }) => label));
  return {
    title: [...(index ? chosen : []), category.name, ...(page > 1 ? [t("page", { page })] : [])].join(" · "),
    ...(index ? {} : { robots: { index: false, follow: true } }),
    alternates: alternates(market.locale, addresses, toSearchParams(canonical, market)),
  };
}

/** A category with filters, another order or a later page: `/c/…?…` is rewritten to here. */
export default async function BrowsePage({ params, searchParams }: BrowsePageProps) {
  const { state, ...list } = await readRequest(params, searchParams);
  // A shopper's own request is worth the search, a prefetch is not.
  await connection();
  const { locale } = list.market;
  const [read, quotes] = await Promise.all([
    readList(locale, state, [...list.ancestors, list.category]),
    getDeliveryQuotes(locale),
  ]);
  return <CategoryList {...list} {...read} name="filtered" quotes={quotes} state={state} />;
}

async function readRequest(params: BrowsePageProps["params"], searchParams: BrowsePageProps["searchParams"]) {
  const { locale } = await params;
  const market = getMarket(locale);
  if (!market) notFound();
  const { category: _, ...asked } = parseSearchParams(await searchParams, market);
  const state = { ...asked, text: "" };
  const list = await findList(params, toSearchParams(state, market));
  if (!list) notFound();
  return { ...list, state };
}
