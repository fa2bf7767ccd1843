import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { answerFirst, readFirst } from "./answer-first";
import { composeFacets } from "./compose-facets";
import { countPages } from "./count-pages";
import type { SearchEngine, SearchRequest, SearchResult } from "./engine";
import { chosenOf } from "./facet-key";
import { listFilterable } from "./label-facets";
import { markTitles } from "./mark-titles";
import type { Listing } from "./match-sql";
import { askAll, countOnly, idsOf, partsOf, type Query, requireFilled } from "./meilisearch/ask";
import type { Connection } from "./meilisearch/connection";
import { facetAttribute, isWhole, planCounts, readCategories, readValues } from "./meilisearch/count-list";
import { countValues } from "./meilisearch/count-values";
import { among, selectPins } from "./meilisearch/select-pins";
import { countedMax } from "./meilisearch/settings";
import { suggestTitles } from "./meilisearch/suggest-titles";
import { nameValues } from "./name-values";
import { nothing } from "./nothing";
import { fillPage, placePins } from "./place-pins";
import { type ListedValues, searchFacetValues } from "./search-facet-values";
import { withDeadline } from "./with-deadline";

/**
 * The engine for catalogs of any size: lists, facets and words on Meilisearch. It answers with ids; cards are read from
 * the projection, so a price or a stock that has just changed is shown as it is.
 */
export function meilisearchEngine(db: Db, connection: Connection): SearchEngine {
  const compounds = { compoundsIndexed: true };
  const within = <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    const { answerMs } = connection;
    if (answerMs === undefined) return work({ db, connection });
    return withDeadline(answerMs, (signal) => work({ db, connection: { ...connection, signal } }));
  };
  return {
    search: (request) =>
      within((engine) =>
        answerFirst(db, request, compounds, {
          list: (listing) => answer(engine, listing),
          pinned: () => answerPins(engine, request),
        }),
      ),
    suggest: (request) => within((engine) => suggestTitles(engine, request)),
    facetValues: (request) =>
      within((engine) =>
        searchFacetValues(db, compounds, request, {
          read: (listing) => readFacet(engine, listing, request.facet),
          count: (listing, values) => countValues(engine.connection, listing, request.facet, values),
        }),
      ),
    categoryCounts: (list) =>
      within(async (engine) => {
        const read = (listing: Listing) => countBelow(engine, listing);
        return (await readFirst(db, list, compounds, read))?.categories ?? [];
      }),
  };
}

interface Engine {
  db: Db;
  connection: Connection;
}

async function answer(engine: Engine, listing: Listing): Promise<{ listed: boolean; result: SearchResult }> {
  const { db, connection } = engine;
  const { page, pageSize, pins } = listing.request;
  const counting = planCounts(listing, await listFilterable(db));
  const { words, sort, without } = partsOf(listing);
  const list = { ...words, ...sort, ...without() };
  const firstPage = pins?.length ? countOnly : { page, hitsPerPage: pageSize };
  const [[first, ...others], pinned] = await Promise.all([
    askAll(connection, listing, [{ ...list, ...firstPage, facets: counting.facets }, ...counting.queries]),
    selectPins(connection, listing),
  ]);
  if (!first) throw new Error("Meilisearch gave no answer");
  const counts = counting.read(first, others);
  const listed = counts.total > 0 || counts.hiddenBy.length > 0 || (await hasUnfiltered(engine, listing));

  const total = counts.total + pinned.guests;
  const pages = countPages(total, pageSize);
  const shown = Math.min(page, Math.max(1, pages));
  const { places, offset, limit } = placePins(pinned.pins, total - pinned.pins.length, shown, pageSize);
  const found =
    shown === page && !pins?.length
      ? idsOf(first)
      : await selectStretch(engine, listing, {
          ...list,
          filter: [...list.filter, ...(pinned.pins.length > 0 ? [`NOT ${among(pinned.pins)}`] : [])],
          offset,
          limit,
        });
  const [cards, values] = await Promise.all([
    readCards(db, fillPage(found, places), listing.request),
    nameValues(db, listing.request.language, counts.values),
  ]);
  const result: SearchResult = {
    total,
    ...(counts.total >= countedMax ? { atLeast: true } : {}),
    page: shown,
    pages,
    hits: markTitles(cards, listing.request, listing.terms),
    facets: composeFacets(values, counts.total),
    categories: counts.categories,
    price: counts.price,
    inStockCount: counts.inStock,
    ...(total === 0 && listed ? { hiddenBy: counts.hiddenBy } : {}),
  };
  return { listed, result };
}

async function selectStretch({ connection }: Engine, listing: Listing, query: Query): Promise<string[]> {
  if (query.limit === 0) return [];
  const [found] = await askAll(connection, listing, [query]);
  return idsOf(found);
}

/** Whether the list has anything when nothing is filtered; asked only where the filters leave nothing. */
async function hasUnfiltered({ connection }: Engine, listing: Listing): Promise<boolean> {
  const { words, filters } = partsOf(listing);
  const [unfiltered, everything] = await askAll(connection, listing, [
    { ...words, filter: filters.base, ...countOnly },
    countOnly,
  ]);
  requireFilled(everything);
  return (unfiltered?.totalHits ?? 0) > 0;
}

/** Nothing answers the words: what stands in their list always, if anything does. */
async function answerPins({ db, connection }: Engine, request: SearchRequest): Promise<SearchResult> {
  const always = { ...request, pins: request.pins?.filter((pin) => pin.always) };
  const { pins } = await selectPins(connection, { request: always, terms: [], mode: "all" });
  if (pins.length === 0) return nothing;
  const pages = countPages(pins.length, request.pageSize);
  const shown = Math.min(request.page, pages);
  const { places } = placePins(pins, 0, shown, request.pageSize);
  return {
    ...nothing,
    total: pins.length,
    page: shown,
    pages,
    hits: markTitles(await readCards(db, fillPage([], places), request), request, []),
  };
}

async function readFacet(engine: Engine, listing: Listing, facet: string): Promise<ListedValues> {
  const filterable = await listFilterable(engine.db);
  if (!filterable.includes(facet)) return { listed: true, isWhole: true, values: [] };
  const { words, without } = partsOf(listing);
  const [found] = await askAll(engine.connection, listing, [
    { ...words, ...without(facet), ...countOnly, facets: [facetAttribute(facet)] },
  ]);
  const chosen = chosenOf(listing.request.filters.facets, facet);
  const counted = found ? readValues(facet, found, chosen).filter(({ count }) => count > 0) : [];
  const named = await nameValues(engine.db, listing.request.language, counted);
  const listed = (found?.totalHits ?? 0) > 0 || (await hasUnfiltered(engine, listing));
  return {
    listed,
    isWhole: !found || isWhole(facet, found),
    values: named
      .map(({ value, label, swatch, count, selected }) => ({ key: value, label, swatch, count, selected }))
      .toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)),
  };
}

async function countBelow(engine: Engine, listing: Listing) {
  const { words, without } = partsOf(listing);
  const [found] = await askAll(engine.connection, listing, [
    { ...words, ...without(), ...countOnly, facets: ["steps"] },
  ]);
  const categories = found ? readCategories(found, listing.request.categoryId) : [];
  return { listed: (found?.totalHits ?? 0) > 0 || (await hasUnfiltered(engine, listing)), categories };
}
