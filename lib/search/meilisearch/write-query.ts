import type { Language } from "@/lib/i18n/markets";
import type { Filters } from "../engine";
import { type FilterMark, priceMark, stockMark } from "../engine";
import type { Listing } from "../match-sql";
import { foldBeginning, queryWords, type Term } from "../plan-query";
import { callName } from "./also-called";
import { calledWord } from "./document";
import { indexWord, stemOf } from "./index-word";
import { anchors } from "./settings";

/**
 * The words of a listing as the engine is asked for them: each in quotes, so that it neither guesses, nor joins two, nor
 * takes a whole word for a beginning. The last one without, where it may be unfinished. A single word is looked for where
 * products say what they are; of several any may stand in the description, and `writeFilters` sees to it that one does not.
 */
export function writeWords(listing: Listing) {
  const { terms, mode } = listing;
  if (terms.length === 0) return { q: "" };
  const begins = beginningOf(listing);
  return {
    q: [...wholeWords(listing).map(quote), ...(begins ? [begins] : [])].join(" "),
    matchingStrategy: "all" as const,
    ...(mode === "anchored" && terms.length === 1 ? { attributesToSearchOn: anchors } : {}),
  };
}

/** All words but the one that is unfinished, if any: of a phrase that is, those before its last. */
function wholeWords(listing: Listing): string[] {
  const { request, terms, mode } = listing;
  const { language } = request;
  if (!beginningOf(listing)) return terms.flatMap((term) => wordsOf(language, term, mode));
  const last = queryWords(language, terms.at(-1)?.surface ?? "").slice(0, -1);
  return [...terms.slice(0, -1).flatMap((term) => wordsOf(language, term, mode)), ...stemsOf(language, last)];
}

/** How the last word begins where it may be unfinished; empty where it is whole. */
export function beginningOf({ request: { language }, terms, prefixes = false }: Listing): string {
  const typed = prefixes ? (queryWords(language, terms.at(-1)?.surface ?? "").at(-1) ?? "") : "";
  return indexWord(foldBeginning(language, typed));
}

/**
 * Of several words one at least has to say what the product is, and an unfinished one alone is how a word of its own begins.
 * Nor may a word that the shop joins with the next stand in the description alone (`joinFilters`), which is anchor enough for the
 * others.
 */
function anchorFilter(listing: Listing): string[] {
  const { terms, mode } = listing;
  if (mode !== "anchored" || terms.some(({ joined }) => joined)) return [];
  const words = wholeWords(listing);
  const begins = beginningOf(listing);
  const says = [
    ...(begins ? [saysBegun(begins)] : []),
    ...(words.length > 0 && terms.length > 1 ? [saysAny(words)] : []),
  ];
  return says.length > 0 ? [says.join(" OR ")] : [];
}

/** Some word of what a product is called begins so: the engine takes one that is not in quotes for two as well. */
export const saysBegun = (beginning: string): string => `says STARTS WITH ${quote(beginning)}`;

/** Documents of the release before have no marks. */
const saysAny = (words: readonly string[]): string =>
  `says IN [${words
    .flatMap((word) => [word, calledWord(word)])
    .map(quote)
    .join(", ")}]`;

/**
 * What the shop writes in one word with the next is left to the filter: whatever has the whole ends in the next, and the engine
 * takes no alternatives but in filters.
 */
function joinFilters({ request, terms, mode }: Listing): string[] {
  if (mode !== "anchored") return [];
  return terms.flatMap(({ surface, joined }) => {
    if (!joined) return [];
    const own = queryWords(request.language, surface).map((word) => stemOf(request.language, word));
    return [saysAny([...own, ...joined])];
  });
}

/** A phrase with other names is one word where products carry those. */
function wordsOf(language: Language, { surface, loose, joined }: Term, mode: Listing["mode"]): string[] {
  if (joined && mode === "anchored") return [];
  const words = queryWords(language, surface);
  return mode === "anchored" && loose.length > 0 && words.length > 1
    ? [callName(language, words)]
    : stemsOf(language, words);
}

const stemsOf = (language: Language, words: readonly string[]): string[] =>
  words.map((word) => stemOf(language, word)).filter(Boolean);

/** What every row of the list passes, and each filter by its mark. */
export interface WrittenFilters {
  base: string[];
  chosen: { mark: FilterMark; filter: string }[];
}

export function writeFilters(listing: Listing): WrittenFilters {
  const { request, productIds } = listing;
  const { categoryId, currency, filters } = request;
  const base = [`price.${currency} EXISTS`, ...anchorFilter(listing), ...joinFilters(listing)];
  if (categoryId) base.push(`categories = ${quote(categoryId)}`);
  if (productIds) base.push(`id IN [${productIds.map(quote).join(", ")}]`);
  return { base, chosen: chosenFilters(filters, currency) };
}

function chosenFilters(filters: Filters, currency: string): WrittenFilters["chosen"] {
  const chosen = Object.entries(filters.facets)
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => ({ mark: facet, filter: facetFilter(facet, values) }));
  const { priceMin, priceMax, inStock } = filters;
  if (priceMin !== undefined || priceMax !== undefined) {
    chosen.push({ mark: priceMark, filter: `price.${currency} ${priceMin ?? 0} TO ${priceMax ?? 2_147_483_647}` });
  }
  if (inStock) chosen.push({ mark: stockMark, filter: "inStock = true" });
  return chosen;
}

/** All of them but one. */
export const filtersWithout = ({ base, chosen }: WrittenFilters, mark?: FilterMark): string[] => [
  ...base,
  ...chosen.filter((one) => one.mark !== mark).map(({ filter }) => filter),
];

/** Any of the values. */
export const facetFilter = (facet: string, values: readonly string[]): string =>
  `${quote(`f.${facet}`)} IN [${values.map(quote).join(", ")}]`;

export const quote = (text: string): string => `"${text.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`;

/** Without words, relevance is what can be had, then what sells. What is alike stands as Postgres has it, by its id. */
export function writeSort({ terms, request: { sort, currency } }: Pick<Listing, "terms" | "request">): string[] {
  switch (sort) {
    case "price-asc":
      return [`price.${currency}:asc`, "id:asc"];
    case "price-desc":
      return [`price.${currency}:desc`, "id:desc"];
    case "newest":
      return ["published:desc", "id:asc"];
    case "best-selling":
      return ["sold:desc", "id:asc"];
    case "relevance":
      return terms.length === 0 ? ["inStock:desc", "sold:desc", "id:asc"] : [];
  }
}

export const sortWithoutIds = (sort: readonly string[]): string[] => sort.filter((rule) => !rule.startsWith("id:"));
