import { readCards } from "@/lib/catalog/read-cards";
import { composeFacets } from "../compose-facets";
import { countPages } from "../count-pages";
import type { SearchRequest, SearchResult } from "../engine";
import { markTitles } from "../mark-titles";
import type { Listing } from "../match-sql";
import { nameValues } from "../name-values";
import { nothing } from "../nothing";
import { fillPage, placePins } from "../place-pins";
import { type Engine, readList } from "./read-list";
import { selectPins } from "./select-pins";

/** A page of a list by Meilisearch, and whether its words and category have anything, filters aside. */
export async function answerListing(
  engine: Engine,
  listing: Listing,
): Promise<{ listed: boolean; result: SearchResult }> {
  const { db, connection } = engine;
  const { page, pageSize } = listing.request;
  const [list, pinned] = await Promise.all([readList(engine, listing), selectPins(connection, listing)]);
  const { counts, listed } = list;
  const total = counts.total + pinned.guests;
  const pages = countPages(total, pageSize);
  const shown = Math.min(page, Math.max(1, pages));
  const { places, ...stretch } = placePins(pinned.pins, total - pinned.pins.length, shown, pageSize);
  const without = pinned.pins.map(({ productId }) => productId);
  const [cards, values] = await Promise.all([
    readCards(db, fillPage(await list.stretch({ ...stretch, without }), places), listing.request),
    nameValues(db, listing.request.language, counts.values),
  ]);
  const result: SearchResult = {
    total,
    ...(list.atLeast ? { atLeast: true } : {}),
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

/** Nothing answers the words: what stands in their list always, if anything does. */
export async function answerPins({ db, connection }: Engine, request: SearchRequest): Promise<SearchResult> {
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
