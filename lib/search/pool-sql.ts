import { Prisma } from "@/lib/db/generated/client";
import type { SearchRequest } from "./engine";
import { facetKey } from "./facet-key";
import { categoryMark, quoteMark, tierMark } from "./marks";
import { type Listing, missedMarks, writeWords } from "./match-sql";
import { tieredKey } from "./tiers";

const { sql, raw, empty } = Prisma;

/** Hits that are enough: they fill 25 pages, and which of them is best is told by the words, not by the rest. */
export const enough = 600;
/**
 * Rows of the second tier, and of the rest, that are looked at when the tiers before have too few; without filters only
 * as many as are short.
 */
const lookedAtMax = 600;
/** As many where a price, which the index knows nothing of, may leave few of them. */
const siftedMax = 4_000;
/** Rows of a catalog that has no tiers: all there are (tiers.ts), or as many as can be counted in time. */
const untieredMax = 10_000;

/**
 * Which of the chosen facets a row has to have: `near` all but one, so that the others of that one's values can be
 * counted; `all`; or all but the one named.
 */
export type Reach = "near" | "all" | { but: string };

/**
 * The rows a list is made of, as CTEs that end in `listed` (each row with the filters it misses) and `reached` (whether
 * there may be more). Words, categories and facets are one question to the index of documents. It is asked of the best
 * sellers first; the next tier only when they leave fewer than `enough`, so what a list costs does not follow the
 * catalog's size. Lateral joins with OFFSET 0 keep the planner at one look-up a row: it can't know how few come. And a
 * LIMIT stands in a CTE of its own, or the planner would hope to find so many rows by reading the table from its start.
 */
export function poolSql(listing: Listing, reach: Reach): Prisma.Sql {
  const { request, productIds } = listing;
  if (productIds) {
    return sql`
      m0 as materialized (select unnest(${productIds}::uuid[]) as product_id),
      listed as materialized (${rowsOf("m0", request)} ${ofCategory(request)}),
      reached as (select false as capped)`;
  }
  const { language, filters } = request;
  const isSifted = filters.priceMin !== undefined || filters.priceMax !== undefined;
  const most = isSifted ? siftedMax : lookedAtMax;
  const query = writeQuery(listing, reach);
  // Without filters every row that is looked at is a hit.
  const hasFilters =
    isSifted || filters.inStock === true || Object.values(filters.facets).some(({ length }) => length > 0);
  const short = (hits: string) => (hasFilters ? sql`${most}::int` : sql`(select ${enough} - hits from ${raw(hits)})`);
  const inTier = (tier: number) => matching(language, [query, quoteMark(tierMark(tier, language))]);
  return sql`
    m0 as materialized (${inTier(0)}),
    l0 as materialized (${rowsOf("m0", request)}),
    h0 as materialized (select count(*) as hits from l0 where missed = '{}'),
    c1 as materialized (${inTier(1)}),
    m1 as materialized (select product_id from c1 where (select hits from h0) < ${enough} limit greatest(${short("h0")}, 0)),
    l1 as materialized (${rowsOf("m1", request)}),
    h1 as materialized (select h0.hits + (select count(*) from l1 where missed = '{}') as hits from h0),
    top as materialized (
      select case when exists (select from shop_state where key = ${tieredKey}) then greatest(${short("h1")}, 0) else ${untieredMax}::int end as rows),
    c2 as materialized (${matching(language, [query])}),
    m2 as materialized (
      select product_id from c2 where tier > 1 and (select hits from h1) < ${enough} limit (select rows from top)),
    l2 as materialized (${rowsOf("m2", request)}),
    listed as materialized (select * from l0 union all select * from l1 union all select * from l2),
    reached as materialized (
      select (select hits from h1) >= ${enough} or (select count(*) from m1) >= ${short("h0")} or (select count(*) from m2) >= top.rows as capped
      from top)`;
}

const matching = (language: string, queries: string[]): Prisma.Sql => {
  const query = queries.filter(Boolean).join(" & ");
  return sql`select product_id, tier from catalog_text where language = ${language} ${query ? sql`and document @@ ${query}::tsquery` : empty}`;
};

/** The rows of a match as lists need them: `e` the entry, `p` its price. */
const rowsOf = (match: string, { currency, filters }: SearchRequest): Prisma.Sql => sql`
  select e.product_id, e.brand, e.lineage, e.facets, e.in_stock, e.sold_count, e.published_at, p.amount, ${missedMarks(filters)} as missed
  from ${raw(match)} m
  cross join lateral (
    select * from catalog_entry where product_id = m.product_id and status = 'active' offset 0) e
  cross join lateral (
    select amount from catalog_price where currency = ${currency} and product_id = m.product_id offset 0) p`;

const ofCategory = ({ categoryId }: SearchRequest): Prisma.Sql =>
  categoryId ? sql`where e.lineage @> array[${categoryId}]::uuid[]` : empty;

/** Everything the index is asked at once, as `tsquery` reads it; empty for the whole catalog. */
export function writeQuery({ request, terms, mode }: Listing, reach: Reach): string {
  const { categoryId, filters } = request;
  const chosen = Object.entries(filters.facets)
    .filter(([facet, values]) => values.length > 0 && !(typeof reach === "object" && reach.but === facet))
    .map(([facet, values]) => `(${values.map((value) => quoteMark(facetKey(facet, value))).join(" | ")})`);
  const all = chosen.join(" & ");
  const allButOne = chosen.map((_, left) => `(${chosen.filter((_, index) => index !== left).join(" & ")})`).join(" | ");
  const facets = reach === "near" ? (chosen.length > 1 ? `(${allButOne})` : "") : all;
  return [writeWords(terms, mode), categoryId ? quoteMark(categoryMark(categoryId)) : "", facets]
    .filter(Boolean)
    .join(" & ");
}

/**
 * Whether the words and the category have anything, filters aside: rows without the chosen facets were not even read,
 * so where `listed` is empty the index is asked without them.
 */
export function isListed(listing: Listing, reach: Reach): Prisma.Sql {
  const { request, productIds } = listing;
  const some = sql`exists (select from listed)`;
  const chosen = Object.keys(request.filters.facets).length;
  if (productIds || chosen === 0 || (reach === "near" && chosen === 1)) return some;
  const query = writeQuery({ ...listing, request: { ...request, filters: { facets: {} } } }, "all");
  return sql`(${some} or exists (
    with m as materialized (${matching(request.language, [query])})
    select from m where exists (select from catalog_entry where product_id = m.product_id and status = 'active')))`;
}
