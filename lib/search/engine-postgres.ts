import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { answerFirst, readFirst } from "./answer-first";
import { answerListing } from "./answer-listing";
import type { Understanding } from "./attempts";
import { countCategories } from "./count-categories";
import { countPages } from "./count-pages";
import { countValues } from "./count-values";
import type { SearchEngine, SearchRequest, SearchResult } from "./engine";
import { listFacetValues } from "./list-facet-values";
import { markTitles } from "./mark-titles";
import { mayHave } from "./may-have";
import { nothing } from "./nothing";
import { fillPage, placePins } from "./place-pins";
import { readPins } from "./read-pins";
import { searchFacetValues } from "./search-facet-values";
import { suggestProducts } from "./suggest-products";

/** The engine that is always there: lists, facets and search by words, on the projection's three tables. */
export function postgresEngine(db: Db): SearchEngine {
  const understanding: Understanding = { mayHave: (listing) => mayHave(db, listing) };
  return {
    search: (request) =>
      answerFirst(db, request, understanding, {
        list: (listing) => answerListing(db, listing),
        pinned: () => answerPins(db, request),
      }),
    suggest: (request) => suggestProducts(db, request),
    facetValues: (request) =>
      searchFacetValues(db, understanding, request, {
        read: (listing) => listFacetValues(db, listing, request.facet),
        count: (listing, values) => countValues(db, listing, request.facet, values),
      }),
    categoryCounts: async (list) =>
      (await readFirst(db, list, understanding, (listing) => countCategories(db, listing)))?.categories ?? [],
  };
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
  const pages = countPages(pins.length, pageSize);
  const shown = Math.min(page, pages);
  const { places } = placePins(pins, 0, shown, pageSize);
  const cards = await readCards(db, fillPage([], places), request);
  return { ...nothing, total: pins.length, page: shown, pages, hits: markTitles(cards, request, []) };
}
