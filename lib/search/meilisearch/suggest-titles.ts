import type { ProductCard } from "@/lib/catalog/product";
import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import type { SearchEngine, SearchRequest } from "../engine";
import type { Listing } from "../match-sql";
import { planQuery } from "../plan-query";
import { spacingsOf } from "../spacings-of";
import { suggestWhere } from "../suggest-products";
import { askAll, countOnly, idsOf, type Query, requireFilled } from "./ask";
import type { Connection } from "./connection";
import { beginningOf, saysBegun, writeFilters, writeWords } from "./write-query";

const titles = ["title", "titleMore"];

/**
 * Products whose title has the words typed, their codes in one or apart, the last of them perhaps unfinished; best sellers first.
 * Where none has, those that say them elsewhere, which the projection knows.
 */
export async function suggestTitles(
  { db, connection }: { db: Db; connection: Connection },
  { language, currency, prefix, limit }: Parameters<SearchEngine["suggest"]>[0],
): Promise<ProductCard[]> {
  const readings = spacingsOf(prefix).map((text): Listing => {
    const request: SearchRequest = {
      ...{ language, currency, text, filters: { facets: {} }, sort: "best-selling", page: 1, pageSize: limit },
    };
    return { request, terms: planQuery(language, text, { prefixes: true }), mode: "all", prefixes: true };
  });
  const listings = readings.filter(({ terms }) => terms.length > 0);
  const [listing] = listings;
  if (!listing) return [];
  const found = await askAll(connection, listing, listings.map(writeQuestion));
  const ids = [...new Set(found.flatMap(idsOf))].slice(0, limit);
  if (ids.length > 0) return readCards(db, ids, { language, currency });
  requireFilled((await askAll(connection, listing, [countOnly]))[0]);
  return suggestWhere(db, { language, currency, prefix, limit }, "anywhere");
}

const writeQuestion = (listing: Listing): Query => {
  const begins = beginningOf(listing);
  return {
    ...writeWords(listing),
    filter: [...writeFilters(listing).base, ...(begins ? [saysBegun(begins)] : [])],
    sort: ["inStock:desc", "sold:desc"],
    limit: listing.request.pageSize,
    attributesToSearchOn: titles,
  };
};
