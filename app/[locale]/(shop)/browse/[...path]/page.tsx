import type { Metadata } from "next";
import { connection } from "next/server";
import { Suspense } from "react";
import { CategoryList } from "@/components/catalog/category-list";
import { ListSkeleton } from "@/components/catalog/list-skeleton";
import { absoluteUrl } from "@/lib/i18n/alternates";
import { requireMarket } from "@/lib/i18n/markets";
import { runSearch } from "@/lib/search/queries";
import { parseSearchParams, type RawSearchParams, toSearchParams } from "@/lib/search/url";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { findList } from "../../c/[...path]/find-list";

interface BrowsePageProps {
  params: Promise<{ locale: string; path: string[] }>;
  searchParams: Promise<RawSearchParams>;
}

export function generateStaticParams() {
  return [{ path: ["build"] }];
}

/** Every combination of filters would be a page of its own to a crawler: it is told of the category alone. */
export async function generateMetadata({ params }: BrowsePageProps): Promise<Metadata> {
  const { category, base } = await findList(params);
  return { title: category.name, robots: { index: false, follow: true }, alternates: { canonical: absoluteUrl(base) } };
}

/** A category with filters, another order or a later page: `/c/…?…` is rewritten to here. */
export default function BrowsePage(props: BrowsePageProps) {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <FilteredCategory {...props} />
    </Suspense>
  );
}

async function FilteredCategory({ params, searchParams }: BrowsePageProps) {
  const market = requireMarket((await params).locale);
  const state = { ...parseSearchParams(await searchParams, market), text: "" };
  const list = await findList(params, toSearchParams(state, market));
  // Each list is asked for once; only a shopper's own request is worth the search.
  await connection();
  const [result, quotes] = await Promise.all([
    runSearch(market.locale, { categoryId: list.category.categoryId, filters: state.filters, sort: state.sort, page: state.page }),
    getDeliveryQuotes(market.locale),
  ]);
  return <CategoryList {...list} name="filtered" quotes={quotes} result={result} state={state} />;
}
