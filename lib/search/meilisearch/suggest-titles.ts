import type { ProductCard } from "@/lib/catalog/product";
import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import type { SearchEngine, SearchRequest } from "../engine";
import { planQuery } from "../plan-query";
import { askAll, countOnly, idsOf, requireFilled } from "./ask";
import type { Connection } from "./connection";
import { anchors, searchable } from "./settings";
import { writeFilters, writeWords } from "./write-query";

const titles = ["title", "titleMore"];

/**
 * Products whose title has the words typed, the last of them perhaps unfinished; best sellers first. Where none has, those that say
 * them elsewhere.
 */
export async function suggestTitles(
  { db, connection }: { db: Db; connection: Connection },
  { language, currency, prefix, limit }: Parameters<SearchEngine["suggest"]>[0],
): Promise<ProductCard[]> {
  const request: SearchRequest = {
    ...{ language, currency, text: prefix, filters: { facets: {} }, sort: "best-selling", page: 1, pageSize: limit },
  };
  const terms = planQuery(language, prefix, { prefixes: true });
  if (terms.length === 0) return [];
  const listing = { request, terms, mode: "all", prefixes: true } as const;
  const query = {
    ...writeWords(listing),
    filter: writeFilters(listing).base,
    sort: ["inStock:desc", "sold:desc"],
    limit,
  };
  const findIn = async (places: string[][]) => {
    const answers = await askAll(
      connection,
      listing,
      places.map((attributesToSearchOn) => ({ ...query, attributesToSearchOn })),
    );
    return answers.map(idsOf).find(({ length }) => length > 0) ?? [];
  };
  const titled = await findIn([titles]);
  const ids = titled.length > 0 ? titled : await findIn([anchors, searchable]);
  if (ids.length === 0) requireFilled((await askAll(connection, listing, [countOnly]))[0]);
  return readCards(db, ids, { language, currency });
}
