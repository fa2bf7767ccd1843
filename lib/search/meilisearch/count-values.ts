import type { Listing } from "../match-sql";
import { askAll, countOnly, partsOf } from "./ask";
import type { Connection } from "./connection";
import { facetFilter } from "./write-query";

/** How many products of a list have each of these values of a facet, its own choice left out: a question each, asked at once. */
export async function countValues(
  connection: Connection,
  listing: Listing,
  facet: string,
  values: readonly string[],
): Promise<Map<string, number>> {
  const { words, without } = partsOf(listing);
  const { filter } = without(facet);
  const found = await askAll(
    connection,
    listing,
    values.map((value) => ({ ...words, filter: [...filter, facetFilter(facet, [value])], ...countOnly })),
  );
  return new Map(values.map((value, index) => [value, found[index]?.totalHits ?? 0]));
}
