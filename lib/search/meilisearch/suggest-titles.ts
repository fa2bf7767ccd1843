import type { ProductCard } from "@/lib/catalog/product";
import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import type { SearchEngine, SearchRequest } from "../engine";
import type { Listing } from "../match-sql";
import { planQuery } from "../plan-query";
import { spacingsOf } from "../spacings-of";
import { askAll, countOnly, idsOf, type Query, requireFilled } from "./ask";
import type { Connection } from "./connection";
import { anchors, searchable } from "./settings";
import { writeFilters, writeWords } from "./write-query";

const titles = ["title", "titleMore"];

/**
 * Products whose title has the words typed, their codes in one or apart, the last of them perhaps unfinished; best sellers first.
 * Where none has, those that say them elsewhere.
 */
export async function suggestTitles(
  { db, connection }: { db: Db; connection: Connection },
  { language, currency, prefix, limit }: Parameters<SearchEngine["suggest"]>[0],
): Promise<ProductCard[]> {
  const listings = spacingsOf(prefix).map((text): Listing => {
    const request: SearchRequest = {
      ...{ language, currency, text, filters: { facets: {} }, sort: "best-selling", page: 1, pageSize: limit },
    };
    return { request, terms: planQuery(language, text, { prefixes: true }), mode: "all", prefixes: true };
  });
  const [listing, ...others] = listings.filter(({ terms }) => terms.length > 0);
  if (!listing) return [];
  const findIn = async (places: string[][]) => {
    const asked = places.map((attributesToSearchOn) =>
      [listing, ...others].map((reading) => ({ ...writeQuestion(reading), limit, attributesToSearchOn })),
    );
    const answers = (await askAll(connection, listing, asked.flat())).map(idsOf);
    const found = asked.map(({ length }, at) => answers.slice(at * length, (at + 1) * length).flat());
    return [...new Set(found.find(({ length }) => length > 0))].slice(0, limit);
  };
  const titled = await findIn([titles]);
  const ids = titled.length > 0 ? titled : await findIn([anchors, searchable]);
  if (ids.length === 0) requireFilled((await askAll(connection, listing, [countOnly]))[0]);
  return readCards(db, ids, { language, currency });
}

const writeQuestion = (listing: Listing): Query => ({
  ...writeWords(listing),
  filter: writeFilters(listing).base,
  sort: ["inStock:desc", "sold:desc"],
});
