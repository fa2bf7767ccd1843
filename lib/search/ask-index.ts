import { inLanguage } from "@/lib/catalog/in-language";
import { Prisma } from "@/lib/db/generated/client";
import type { SearchRequest } from "./engine";
import { facetKey } from "./facet-key";
import { categoryMark, facetMark, priceMarks, quoteMark } from "./marks";
import { type Listing, writeAnchors, writeWords } from "./match-sql";

const { sql, raw, empty } = Prisma;

/**
 * Which of the chosen facets a row has to have: `near` all but one, so that the others of that one's values can be
 * counted, at any price; `all`, and about the price; or all but the one named.
 */
export type Reach = "near" | "all" | { but: string };

/** Filters of which the index knows; whether anything is in stock it does not. */
export const isNarrowed = (request: SearchRequest): boolean => chosenFacets(request).length > 0 || isPriced(request);

/** Any filter at all. */
export const isFiltered = (request: SearchRequest): boolean => isNarrowed(request) || request.filters.inStock === true;

export const chosenFacets = ({ filters }: SearchRequest) =>
  Object.entries(filters.facets).filter(([, values]) => values.length > 0);

export const isPriced = ({ filters: { priceMin, priceMax } }: SearchRequest): boolean =>
  priceMin !== undefined || priceMax !== undefined;

/** Everything the index is asked at once, as `tsquery` reads it; empty for the whole catalog. */
export function writeQuery({ request, terms, mode, within }: Listing, reach: Reach): string {
  const { categoryId, currency, filters } = request;
  const facets = chosenFacets(request)
    .filter(([facet]) => !(typeof reach === "object" && reach.but === facet))
    .map(([facet, values]) => anyOf(values.map((value) => facetMark(facetKey(facet, value)))));
  const { priceMin: min, priceMax: max } = filters;
  return [
    writeWords(terms, mode),
    categoryId ? quoteMark(categoryMark(categoryId)) : "",
    ...(reach === "near" ? [allButOne(facets)] : facets),
    reach !== "near" && isPriced(request) ? anyOf(priceMarks(currency, { min, max })) : "",
    within ? anyOf(within) : "",
  ]
    .filter(Boolean)
    .join(" & ");
}

/**
 * All but one at most: one of the one half and all of the other. So each is written as often as they can be halved, not once
 * for each of the others: the index reads every word of a question, and twenty facets of five values would be 1,900.
 */
function allButOne(facets: readonly string[]): string {
  if (facets.length < 2) return "";
  const middle = Math.floor(facets.length / 2);
  const [left, right] = [facets.slice(0, middle), facets.slice(middle)];
  const ways = [
    [allButOne(left), ...right],
    [...left, allButOne(right)],
  ];
  return `(${ways.map((way) => way.filter(Boolean).join(" & ")).join(" | ")})`;
}

const anyOf = (marks: readonly string[]): string => `(${marks.map(quoteMark).join(" | ")})`;

interface Question {
  index: string;
  /** What each row that the index found is asked besides. */
  row: string;
}

/**
 * Many words that stand in a product together nearly always have one that says what it is: whether it is so is asked of the
 * few rows, since the index would hold twice as many lists of products against each other (150 ms of a million, not 70).
 */
const anchoredByRowFrom = 3;

/** What the index is to find. */
export function askIndex(listing: Listing, reach: Reach): Question {
  const { terms, mode } = listing;
  const lexemes = terms.reduce((sum, { exact }) => sum + Math.max(...exact.map(({ length }) => length)), 0);
  if (mode !== "anchored" || lexemes < anchoredByRowFrom) return { index: writeQuery(listing, reach), row: "" };
  return { index: writeQuery({ ...listing, mode: "all" }, reach), row: writeAnchors(terms) };
}

/**
 * The rows of a tier that it finds. "Is not false" keeps the index from being asked what each row is asked, if anything.
 * What is weighed is what says what a product is: a few words, read once from a long document.
 */
export const matching = (
  language: string,
  tier: number,
  { index, row }: Question,
  withText: boolean,
): Prisma.Sql => sql`
  select product_id ${withText ? sql`, title, ts_filter(document, '{a,b}') as document` : empty} from catalog_text
  where language = ${inLanguage(language)} and tier = ${raw(String(tier))} ${index ? sql`and document @@ ${index}::tsquery` : empty}
    and (document @@ ${row || null}::tsquery) is not false`;
