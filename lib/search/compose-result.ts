import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { composeFacets } from "./compose-facets";
import type { Counts } from "./count-facets";
import type { SearchResult } from "./engine";
import { markTitles } from "./mark-titles";
import type { Listing } from "./match-sql";
import { nameValues } from "./name-values";

interface ListedPage extends Pick<SearchResult, "total" | "page" | "pages"> {
  /** In their order. */
  productIds: readonly string[];
  atLeast: boolean;
}

/** What a page of a list shows, of its products and of what was counted: the same whichever engine found them. */
export async function composeResult(
  db: Db,
  { request, terms }: Listing,
  { productIds, total, page, pages, atLeast }: ListedPage,
  counts: Omit<Counts, "listed" | "capped">,
): Promise<SearchResult> {
  const [cards, values] = await Promise.all([
    readCards(db, productIds, request),
    nameValues(db, request.language, counts.values),
  ]);
  return {
    total,
    ...(atLeast ? { atLeast: true } : {}),
    page,
    pages,
    hits: markTitles(cards, request, terms),
    facets: composeFacets(values, counts.total),
    categories: counts.categories,
    price: counts.price,
    inStockCount: counts.inStock,
  };
}
