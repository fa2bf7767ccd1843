import { chosenOf } from "../facet-key";
import { listFilterable } from "../label-facets";
import { listFacetValues as listCountedValues } from "../list-facet-values";
import type { Listing } from "../match-sql";
import { nameValues } from "../name-values";
import type { ListedValues } from "../search-facet-values";
import { askAll, countOnly, partsOf } from "./ask";
import { facetAttribute, isWhole, readValues } from "./count-list";
import { findBest } from "./find-best";
import { hasUnfiltered } from "./has-unfiltered";
import { type Engine, isBounded } from "./read-list";

/** The values that a facet has over a listing, most first. */
export async function listFacetValues(engine: Engine, listing: Listing, facet: string): Promise<ListedValues> {
  const { db, connection } = engine;
  const filterable = await listFilterable(db);
  if (!filterable.includes(facet)) return { listed: true, isWhole: true, values: [] };
  if (await isBounded(db, listing)) return listBest(engine, listing, facet);
  const { words, without } = partsOf(listing);
  const [found] = await askAll(connection, listing, [
    { ...words, ...without(facet), ...countOnly, facets: [facetAttribute(facet)] },
  ]);
  const chosen = chosenOf(listing.request.filters.facets, facet);
  const counted = found ? readValues(facet, found, chosen).filter(({ count }) => count > 0) : [];
  const named = await nameValues(db, listing.request.language, counted);
  const listed = (found?.totalHits ?? 0) > 0 || (await hasUnfiltered(connection, listing));
  return {
    listed,
    isWhole: !found || isWhole(facet, found),
    values: named
      .map(({ value, label, swatch, count, selected }) => ({ key: value, label, swatch, count, selected }))
      .toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)),
  };
}

/** Those of as many products as are enough, counted by the projection. */
async function listBest(engine: Engine, listing: Listing, facet: string): Promise<ListedValues> {
  const { request } = listing;
  const filters = { ...request.filters, facets: { ...request.filters.facets, [facet]: [] } };
  const { hits, capped, listed } = await findBest(engine, { ...listing, request: { ...request, filters } }, []);
  const counted = { request, terms: [], mode: "all" as const, productIds: hits };
  return { ...(await listCountedValues(engine.db, counted, facet)), listed, isWhole: !capped };
}
