import { readCards } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { composeFacets, composePrice } from "./compose-facets";
import { countedMax, countFacets } from "./count-facets";
import type { SearchEngine, SearchRequest, SearchResult } from "./engine";
import { expandCompounds } from "./expand-compounds";
import type { Listing } from "./match-sql";
import { mendQuery } from "./mend-query";
import { planQuery, type Term } from "./plan-query";
import { selectHits } from "./select-hits";
import { suggestProducts } from "./suggest-products";

/** The engine that is always there: lists, facets and search by words, on the projection's three tables. */
export function postgresEngine(db: Db): SearchEngine {
  return { search: (request) => search(db, request), suggest: (request) => suggestProducts(db, request) };
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
