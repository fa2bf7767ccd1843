import { z } from "zod";
import { amountMax, type Currency, currencyExponents, parseAmount, toDecimal } from "@/lib/core/money";
import { plainAmount } from "@/lib/core/plain-amount";
import { plainQuery } from "@/lib/core/plain-query";
import type { Market } from "@/lib/i18n/markets";
import { pageMax } from "./count-pages";
import { type Filters, type Sort, sorts } from "./engine";
import { facetKey, facetNamePattern, facetPattern, splitFacetKey } from "./facet-key";
import { readPricePhrase } from "./read-price-phrase";

/**
 * What a shopper chose in a list, as it stands in the URL:
 * `?q=tea&category=kitchen/tea&f=color:sage&f=color:sand&price=40-260&stock=1&sort=price-asc&page=2`. Prices are decimals
 * of the market.
 */
export interface ListState {
  text: string;
  /** All that was typed, where a price in it became a filter. */
  said?: string;
  /** The words just as they are, and the list rather than a page they would lead to: `exact=1`. */
  asTyped?: boolean;
  /** A category's key, the same in every language: what a search is narrowed to. A category's own list has none. */
  category?: string;
  filters: Filters;
  sort: Sort;
  /** From 1. */
  page: number;
  /** A long facet that is shown whole: the way to every value without script. */
  all?: string;
}

/** What Next hands a page. */
export type RawSearchParams = Record<string, string | string[] | undefined>;

/** The same of a query string, for what answers without a page. */
export const readQuery = (query: URLSearchParams): RawSearchParams =>
  Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));

const textLengthMax = 120;
/** Facets a list is filtered by: more than any list shows. The rest of an address is passed over. */
export const facetsMax = 20;
/** Values of all of them together. Each is a list of products that the index holds against the others. */
export const chosenMax = 100;

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const many = (value: unknown): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export const categoryPattern = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,119}$/u;

const optional = (pattern: RegExp) => z.preprocess(first, z.string().regex(pattern).optional().catch(undefined));

const schema = z.object({
  q: z.preprocess(first, z.string().catch("").transform(cleanText)),
  exact: z.preprocess(first, z.string().catch("")),
  category: optional(categoryPattern),
  f: z.preprocess(many, z.array(z.string().catch("")).catch([])),
  price: z.preprocess(many, z.array(z.string().max(40).catch("")).catch([])),
  stock: z.preprocess(first, z.string().catch("")),
  sort: z.preprocess(first, z.enum(sorts).catch("relevance")),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(pageMax).catch(1)),
  all: optional(facetNamePattern),
});

/** Words as typed, without what no search box means: control characters, half surrogates, the tail of a novel. */
export function cleanText(text: string): string {
  const cleaned = text
    .slice(0, textLengthMax * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\ufffd]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return Array.from(cleaned).slice(0, textLengthMax).join("").trim();
}

/** Never throws: whatever can't be meant becomes its default. */
export function parseSearchParams(params: RawSearchParams, market: Pick<Market, "currency" | "language">): ListState {
  const { q, ...raw } = schema.parse(params);
  // "headphones under 100" is a price as if it had been chosen: the shopper sees the filter and can take it away.
  const said = raw.exact === "1" || raw.price.length > 0 ? null : readPricePhrase(market.language, q);
  // As typed: it may be grouped ("1.000").
  const price = said ? [said.least ?? "", said.most ?? ""] : raw.price;
  const text = said ? said.text : q;
  const filters: Filters = { facets: parseFacets(raw.f), ...parsePrice(price, market.currency) };
  if (raw.stock === "1") filters.inStock = true;
  const category = raw.category === undefined ? {} : { category: raw.category };
  const asTyped = text && raw.exact === "1" ? { asTyped: true } : {};
  const all = raw.all === undefined ? {} : { all: raw.all };
  return {
    text,
    ...(said ? { said: q } : {}),
    ...asTyped,
    ...category,
    filters,
    sort: raw.sort,
    page: raw.page,
    ...all,
  };
}

function parseFacets(keys: string[]): Record<string, string[]> {
  const facets = new Map<string, string[]>();
  let chosen = 0;
  for (const key of keys) {
    if (chosen >= chosenMax) break;
    const parts = facetPattern.test(key) ? splitFacetKey(key) : null;
    if (!parts) continue;
    const values = facets.get(parts.facet) ?? [];
    if (values.includes(parts.value)) continue;
    if (!facets.has(parts.facet) && facets.size >= facetsMax) continue;
    facets.set(parts.facet, [...values, parts.value]);
    chosen += 1;
  }
  return Object.fromEntries(facets);
}

/** `40-260`, plain decimals; a form without script sends its two fields one after the other, as they were typed. */
function parsePrice(given: string[], currency: Currency): { priceMin?: number; priceMax?: number } {
  const typed = given.length > 1;
  const [from = "", to = ""] = typed ? given : (/^([^-]*)-([^-]*)$/.exec(given[0] ?? "")?.slice(1) ?? []);
  const low = parseBound(from, currency, typed);
  const high = parseBound(to, currency, typed);
  const turned = low !== null && high !== null && low > high;
  const [min, max] = turned ? [high, low] : [low, high];
  return {
    ...(min !== null && min > 0 ? { priceMin: Math.min(min, amountMax) } : {}),
    ...(max !== null && max <= amountMax ? { priceMax: max } : {}),
  };
}

/** As `writeBound` and the API's callers write one, where no point groups. */
const plainDecimal = /^\d+(\.\d+)?$/;

/**
 * A bound may be finer than this market's money, as another's is ("12.50" in yen): it counts as far as its money goes. More than
 * anything costs is infinite: from there on there is nothing, and up to there everything.
 */
function parseBound(text: string, currency: Currency, typed: boolean): number | null {
  const exponent = currencyExponents[currency];
  const plain = !typed && plainDecimal.test(text) ? text : plainAmount(text, exponent);
  const [whole = "", fraction = ""] = plain.split(".");
  const amount = parseAmount(`${whole}.${fraction.slice(0, exponent)}`, currency) ?? parseAmount(whole, currency);
  return amount ?? (whole ? Number.POSITIVE_INFINITY : null);
}

/** The query string (without `?`) of a state: defaults left out, the order fixed, so one state has one URL. */
export function toSearchParams(
  state: Partial<Omit<ListState, "filters">> & { filters?: Filters },
  market: { currency: Currency },
): string {
  const { text, asTyped, category, filters, sort, page, all } = state;
  const pairs: [string, string][] = [];
  if (text) pairs.push(["q", text]);
  if (text && asTyped) pairs.push(["exact", "1"]);
  if (category) pairs.push(["category", category]);
  for (const facet of Object.keys(filters?.facets ?? {}).toSorted()) {
    for (const value of (filters?.facets[facet] ?? []).toSorted()) pairs.push(["f", facetKey(facet, value)]);
  }
  const price = writePrice(filters, market.currency);
  if (price) pairs.push(["price", price]);
  if (filters?.inStock) pairs.push(["stock", "1"]);
  if (sort && sort !== "relevance") pairs.push(["sort", sort]);
  if (page && page > 1) pairs.push(["page", String(page)]);
  if (all) pairs.push(["all", all]);
  return pairs.map(([key, value]) => `${key}=${plainQuery(encodeURIComponent(value))}`).join("&");
}

function writePrice(filters: Filters | undefined, currency: Currency): string {
  const { priceMin, priceMax } = filters ?? {};
  if (priceMin === undefined && priceMax === undefined) return "";
  return `${writeBound(priceMin, currency)}-${writeBound(priceMax, currency)}`;
}

/** 4000 USD → "40", 4050 → "40.50". */
function writeBound(amount: number | undefined, currency: Currency): string {
  if (amount === undefined) return "";
  const whole = 10 ** currencyExponents[currency];
  return amount % whole === 0 ? String(amount / whole) : toDecimal({ amount, currency });
}
