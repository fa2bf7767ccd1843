import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { answerFirst, readFirst } from "./answer-first";
import { composeFacets, composePrice } from "./compose-facets";
import { countCategories } from "./count-categories";
import { countedMax, countFacets } from "./count-facets";
import { countHidden } from "./count-hidden";
import type { SearchEngine, SearchRequest, SearchResult } from "./engine";
import { listFacetValues, pickValues } from "./list-facet-values";
import { markTitles } from "./mark-titles";
import type { Listing } from "./match-sql";
import { nothing } from "./nothing";
import { fillPage, placePins } from "./place-pins";
import { readPins } from "./read-pins";
import { selectHits } from "./select-hits";
import { suggestProducts } from "./suggest-products";

/** The engine that is always there: lists, facets and search by words, on the projection's three tables. */
export function postgresEngine(db: Db): SearchEngine {
  return {
    search: (request) =>
      answerFirst(db, request, {}, { list: (listing) => answer(db, listing), pinned: () => answerPins(db, request) }),
    suggest: (request) => suggestProducts(db, request),
    facetValues: async (request) => {
      const read = (listing: Listing) => listFacetValues(db, listing, request.facet);
      return pickValues((await readFirst(db, request.list, {}, read))?.values ?? [], request);
    },
    categoryCounts: async (list) =>
      (await readFirst(db, list, {}, (listing) => countCategories(db, listing)))?.categories ?? [],
  };
}

async function answer(db: Db, listing: Listing): Promise<{ listed: boolean; result: SearchResult }> {
  const { page, pageSize, pins } = listing.request;
  const first = { offset: (page - 1) * pageSize, limit: pageSize };
  const [ids, counts, pinned] = await Promise.all([
    pins?.length ? null : selectHits(db, listing, first),
    countFacets(db, listing),
    readPins(db, listing),
  ]);
  const total = counts.total + pinned.guests;
  const pages = Math.ceil(total / pageSize);
  // Past the end (products went, filters narrowed) the last page is shown rather than none.
  const shown = Math.min(page, Math.max(1, pages));
  const { places, ...stretch } = placePins(pinned.pins, total - pinned.pins.length, shown, pageSize);
  const without = pinned.pins.map(({ productId }) => productId);
  const found = shown === page && ids ? ids : await selectHits(db, listing, { ...stretch, without });
  const cards = await readCards(db, fillPage(found, places), listing.request);
  const result: SearchResult = {
    total,
    ...(counts.listed >= countedMax ? { atLeast: true } : {}),
    page: shown,
    pages,
    hits: markTitles(cards, listing.request, listing.terms),
    facets: composeFacets(counts),
    categories: counts.categories,
    price: composePrice(counts.price),
    inStockCount: counts.inStock,
    ...(total === 0 && counts.listed > 0 ? { hiddenBy: await countHidden(db, listing) } : {}),
  };
  return { listed: counts.listed > 0, result };
}

/** Nothing answers the words: what stands in their list always, if anything does. */
async function answerPins(db: Db, request: SearchRequest): Promise<SearchResult> {
  const { page, pageSize } = request;
  const { pins } = await readPins(db, {
    request: { ...request, pins: request.pins?.filter(({ always }) => always) },
    terms: [],
    mode: "all",
  });
  if (pins.length === 0) return nothing;
  const pages = Math.ceil(pins.length / pageSize);
  const shown = Math.min(page, pages);
  const { places } = placePins(pins, 0, shown, pageSize);
  const cards = await readCards(db, fillPage([], places), request);
  return { ...nothing, total: pins.length, page: shown, pages, hits: markTitles(cards, request, []) };
}
