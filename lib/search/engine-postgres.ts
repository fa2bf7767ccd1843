import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { composeFacets, composePrice } from "./compose-facets";
import { countCategories } from "./count-categories";
import { countedMax, countFacets } from "./count-facets";
import type { ListRequest, SearchEngine, SearchRequest, SearchResult } from "./engine";
import { expandCompounds } from "./expand-compounds";
import { listFacetValues } from "./list-facet-values";
import type { Listing } from "./match-sql";
import { mendQuery } from "./mend-query";
import { planQuery, type Term } from "./plan-query";
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
  return nothing;
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
  remark?: Pick<SearchResult, "correctedText" | "relaxed">;
}

/** Ways to understand the words, the closest first: as typed, as beginnings, mended, and then only some of them. */
async function* attempts(db: Db, request: SearchRequest): AsyncGenerator<Attempt> {
  const { language, text } = request;
  const typed = await expandCompounds(db, language, planQuery(language, text));
  if (typed.length === 0) return;
  yield* every(request, typed);
  yield { listing: { request, terms: planQuery(language, text, { prefixes: true }), mode: "all" } };

  const { correctedText, known } = await mendQuery(db, language, text, typed);
  if (correctedText) {
    const terms = await expandCompounds(db, language, planQuery(language, correctedText));
    yield* every({ ...request, text: correctedText }, terms, { correctedText });
    if (terms.length > 1) yield { listing: { request, terms, mode: "any" }, remark: { correctedText, relaxed: true } };
  } else if (known.length > 0) {
    if (known.length < typed.length) yield* every(request, known, { relaxed: true });
    yield { listing: { request, terms: known, mode: "any" }, remark: { relaxed: true } };
  }
}

/** All of the terms; first where products say what they are, then wherever they stand. */
function* every(request: SearchRequest, terms: Term[], remark: Attempt["remark"] = {}): Generator<Attempt> {
  yield { listing: { request, terms, mode: "anchored" }, remark };
  yield { listing: { request, terms, mode: "all" }, remark };
}

async function answer(db: Db, listing: Listing): Promise<{ listed: number; result: SearchResult }> {
  const { page, pageSize } = listing.request;
  const [ids, counts] = await Promise.all([selectHits(db, listing, page), countFacets(db, listing)]);
  const pages = Math.ceil(counts.total / pageSize);
  // Past the end (products went, filters narrowed) the last page is shown rather than none.
  const shown = Math.min(page, Math.max(1, pages));
  const hits = await readCards(db, shown === page ? ids : await selectHits(db, listing, shown), listing.request);
  const result: SearchResult = {
    total: counts.total,
    ...(counts.listed >= countedMax ? { atLeast: true } : {}),
    page: shown,
    pages,
    hits,
    facets: composeFacets(counts),
    categories: counts.categories,
    price: composePrice(counts.price),
    inStockCount: counts.inStock,
  };
  return { listed: counts.listed, result };
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
