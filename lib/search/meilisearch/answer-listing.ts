import { readCards } from "@/lib/catalog/read-cards";
import { composeResult } from "../compose-result";
import { countPages } from "../count-pages";
import type { SearchRequest, SearchResult } from "../engine";
import { markTitles } from "../mark-titles";
import type { Listing } from "../match-sql";
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
  const productIds = fillPage(await list.stretch({ ...stretch, without }), places);
  const listedPage = { productIds, total, page: shown, pages, atLeast: list.atLeast };
  const result = await composeResult(db, listing, listedPage, counts);
  return { listed, result: total === 0 && listed ? { ...result, hiddenBy: counts.hiddenBy } : result };
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
