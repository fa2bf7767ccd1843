import type { Db } from "@/lib/db/client";
import type { SearchRequest, SearchResult } from "./engine";
import { expandCompounds } from "./expand-compounds";
import { findCode } from "./find-code";
import type { Listing } from "./match-sql";
import { mendQuery } from "./mend-query";
import { planQuery, type Term } from "./plan-query";
import { type Code, readCode } from "./read-code";
import { relaxTerms } from "./relax-terms";

/** A way to understand the words of a request, and what the shopper is told of it. */
export interface Attempt {
  listing: Listing;
  remark?: Pick<SearchResult, "correctedText" | "relaxed" | "droppedWords">;
}

/**
 * Ways to understand the words, the closest first: as a code, as typed, as beginnings, mended, and then only some of them.
 * The same for every engine, each of which takes the first that finds something. An index that holds the parts of its compounds
 * (`compoundsIndexed`) needs no list of them before something has to be mended.
 */
export async function* attempts(
  db: Db,
  request: SearchRequest,
  { compoundsIndexed = false } = {},
): AsyncGenerator<Attempt> {
  const { language, text } = request;
  const code = readCode(text);
  if (code?.certain) yield* coded(db, request, code);
  const plain = planQuery(language, text);
  if (plain.length === 0) return;
  const expand = (terms: Term[]) => expandCompounds(db, language, terms);
  const early = compoundsIndexed ? plain : await expand(plain);
  yield* every(request, early);
  if (code && !code.certain) yield* coded(db, request, code);
  yield { listing: { request, terms: planQuery(language, text, { prefixes: true }), mode: "all", prefixes: true } };
  if (request.asTyped) return;

  const typed = compoundsIndexed ? await expand(plain) : early;
  const { correctedText, known } = await mendQuery(db, language, text, typed);
  const meant = correctedText ? await expand(planQuery(language, correctedText)) : typed;
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
