import type { ProductCard } from "@/lib/catalog/product";
import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { composeFacets, composePrice } from "./compose-facets";
import { countCategories } from "./count-categories";
import { countedMax, countFacets } from "./count-facets";
import { countHidden } from "./count-hidden";
import type { ListRequest, SearchEngine, SearchHit, SearchRequest, SearchResult } from "./engine";
import { expandCompounds } from "./expand-compounds";
import { findCode } from "./find-code";
import { listFacetValues } from "./list-facet-values";
import type { Listing } from "./match-sql";
import { matchTitle } from "./match-title";
import { mendQuery } from "./mend-query";
import { fillPage, placePins } from "./place-pins";
import { planQuery, type Term } from "./plan-query";
import { type Code, readCode } from "./read-code";
import { readPins } from "./read-pins";
import { relaxTerms } from "./relax-terms";
import { selectHits } from "./select-hits";
import { suggestProducts } from "./suggest-products";

/** The engine that is always there: lists, facets and search by words, on the projection's three tables. */
export function postgresEngine(db: Db): SearchEngine {
  return {
    search: (request) => search(db, request),
    suggest: (request) => suggestProducts(db, request),
    facetValues: async (request) => {
      const read = (listing: Listing) => listFacetValues(db, listing, request);
      const { values, total } = (await firstAnswered(db, request.list, read)) ?? { values: [], total: 0 };
      return { values, total };
    },
    categoryCounts: async (list) =>
      (await firstAnswered(db, list, (listing) => countCategories(db, listing)))?.categories ?? [],
  };
}

async function search(db: Db, request: SearchRequest): Promise<SearchResult> {
  if (!request.text) return (await answer(db, { request, terms: [], mode: "all" })).result;
  for await (const attempt of attempts(db, request)) {
    const { listed, result } = await answer(db, attempt.listing);
    // Rows that only the filters hide count as found: the shopper is told of the filters, not given other words.
    if (listed > 0) return { ...result, ...attempt.remark };
  }
  return answerPins(db, request);
}

/** Reads a part of a list, its words understood as `search` understands them; null when nothing answers them. */
async function firstAnswered<T extends { listed: boolean }>(
  db: Db,
  list: ListRequest,
  read: (listing: Listing) => Promise<T>,
): Promise<T | null> {
  const request: SearchRequest = { ...list, sort: "relevance", page: 1, pageSize: 1 };
  if (!list.text) return read({ request, terms: [], mode: "all" });
  for await (const attempt of attempts(db, request)) {
    const answered = await read(attempt.listing);
    if (answered.listed) return answered;
  }
  return null;
}

interface Attempt {
  listing: Listing;
  remark?: Pick<SearchResult, "correctedText" | "relaxed" | "droppedWords">;
}

/** Ways to understand the words, the closest first: as a code, as typed, as beginnings, mended, and then only some of them. */
async function* attempts(db: Db, request: SearchRequest): AsyncGenerator<Attempt> {
  const { language, text } = request;
  const code = readCode(text);
  if (code?.certain) yield* coded(db, request, code);
  const typed = await expandCompounds(db, language, planQuery(language, text));
  if (typed.length === 0) return;
  yield* every(request, typed);
  if (code && !code.certain) yield* coded(db, request, code);
  yield { listing: { request, terms: planQuery(language, text, { prefixes: true }), mode: "all" } };
  if (request.asTyped) return;

  const { correctedText, known } = await mendQuery(db, language, text, typed);
  const meant = correctedText ? await expandCompounds(db, language, planQuery(language, correctedText)) : typed;
  const mended = correctedText ? { correctedText } : {};
  if (correctedText) yield* every({ ...request, text: correctedText }, meant, mended);
  const answered = correctedText ? meant : known;
  if (answered.length > 0 && answered.length < meant.length) yield* some(request, meant, answered, mended);
  for (const kept of await relaxTerms(db, language, answered)) yield* some(request, meant, kept, mended);
}

/** Some of the terms, and which words that leaves out. */
function some(request: SearchRequest, terms: Term[], kept: Term[], remark: Attempt["remark"]): Generator<Attempt> {
  const droppedWords = terms.filter((term) => !kept.includes(term)).map(({ surface }) => surface);
  const text = kept.map(({ surface }) => surface).join(" ");
  return every({ ...request, text }, kept, { ...remark, relaxed: true, droppedWords });
}

/** The products whose SKU, barcode or id this is; none is yielded when nobody's it is. */
async function* coded(db: Db, request: SearchRequest, code: Code): AsyncGenerator<Attempt> {
  const productIds = await findCode(db, code);
  if (productIds.length > 0) yield { listing: { request, terms: [], mode: "all", productIds } };
}

/** All of the terms; first where products say what they are, then wherever they stand. */
function* every(request: SearchRequest, terms: Term[], remark: Attempt["remark"] = {}): Generator<Attempt> {
  yield { listing: { request, terms, mode: "anchored" }, remark };
  yield { listing: { request, terms, mode: "all" }, remark };
}

async function answer(db: Db, listing: Listing): Promise<{ listed: number; result: SearchResult }> {
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
  return { listed: counts.listed, result };
}

const markTitles = (cards: ProductCard[], { language }: SearchRequest, terms: Term[]): SearchHit[] =>
  cards.map((card) => ({ ...card, titleMatches: matchTitle(language, card.title, terms) }));

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

const nothing: SearchResult = {
  total: 0,
  page: 1,
  pages: 0,
  hits: [],
  facets: [],
  categories: [],
  price: null,
  inStockCount: 0,
};
