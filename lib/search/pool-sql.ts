import { inLanguage } from "@/lib/catalog/in-language";
import { Prisma } from "@/lib/db/generated/client";
import type { SearchRequest } from "./engine";
import { facetKey } from "./facet-key";
import { categoryMark, quoteMark } from "./marks";
import { type Listing, missedMarks, writeAnchors, writeWords } from "./match-sql";
import { isWalked } from "./select-hits";
import { allTiers, restTier, tieredKey, tierSizes } from "./tiers";

const { sql, raw, join, empty } = Prisma;

/** Hits that are enough: they fill 10 pages, and which of them is best is told by the words, not by the rest. */
export const enough = 240;
/** As many where what sells says nothing about the order: how common they are tells how they can be read. */
const enoughToWalk = 480;
/**
 * Rows of a tier that are looked at when the tiers before have too few; without filters only as many as are short. The
 * first tier is looked at whole.
 */
const lookedAtMax = 480;
/** As many where a price, which the index knows nothing of, may leave few of them. */
const siftedMax = 2_000;
/** As many rows tell of a chosen facet's other values, if the hits are read by themselves. */
const nearMax = 240;
/** Rows of a catalog that has no tiers: all there are (tiers.ts), or as many as can be counted in time. */
const untieredMax = 10_000;

/** Hits up to this tier, the 50,000 best sellers, say how common they are in the whole catalog. */
const earlyTier = 2;

/**
 * Which of the chosen facets a row has to have: `near` all but one, so that the others of that one's values can be
 * counted; `all`; or all but the one named.
 */
export type Reach = "near" | "all" | { but: string };

/**
 * The rows a list is made of, as CTEs that end in `listed` (each row with the filters it misses) and `reached` (whether
 * there may be more, and how many were counted early). Words, categories and facets are one question to the index of
 * documents. It is asked of the best sellers first, and of each next tier only when those before leave fewer than are
 * wanted, so what a list costs does not follow the catalog's size. Lateral joins with OFFSET 0 keep the planner at one
 * look-up a row: it can't know how few come. And a LIMIT stands in a CTE of its own, or the planner would hope to find so
 * many rows by reading the table from its start. `withText`: rows bring title and document along, which are at hand here
 * and would be looked up again.
 */
export function poolSql(listing: Listing, reach: Reach, { withText = false } = {}): Prisma.Sql {
  const { request, productIds } = listing;
  if (productIds) {
    return sql`
      m0 as materialized (select unnest(${productIds}::uuid[]) as product_id),
      listed as materialized (${rowsOf("m0", request)} ${ofCategory(request)}),
      reached as (select false as capped, 0 as early)`;
  }
  const { language, filters } = request;
  const isSifted = filters.priceMin !== undefined || filters.priceMax !== undefined;
  // Of a list with chosen facets the hits are read by themselves, from the index; these rows tell of the other values,
  // and of them so many rows are enough.
  const hasNear = reach === "near" && Object.keys(filters.facets).length > 0;
  const counting = hasNear ? sql`cardinality(missed) <= 1` : sql`missed = '{}'`;
  const wanted = hasNear ? nearMax : isWalked(request) ? enoughToWalk : enough;
  const most = hasNear ? nearMax : isSifted ? siftedMax : lookedAtMax;
  const question = askIndex(listing, reach);
  // Without filters every row that is looked at is a hit.
  const hasFilters =
    isSifted || filters.inStock === true || Object.values(filters.facets).some(({ length }) => length > 0);
  const countUntil = (tier: number) => raw(`(select so_far from n${tier})`);
  const short = (tier: number) =>
    hasFilters ? sql`${most}::int` : sql`greatest(${wanted} - ${countUntil(tier - 1)}, 0)`;

  const perTier = allTiers.map((tier) => {
    const matched = matching(language, tier, question, withText);
    const rows = sql`
      ${named("l", tier)} as materialized (${rowsOf(`m${tier}`, request, withText)}),
      ${named("n", tier)} as materialized (
        select ${tier > 0 ? sql`${countUntil(tier - 1)} + ` : empty}count(*) as so_far from ${named("l", tier)} where ${counting})`;
    if (tier === 0) return sql`m0 as materialized (${matched}), ${rows}`;
    const most = tier === restTier ? sql`(select rows from top)` : short(tier);
    return sql`
      ${tier === restTier ? sql`${topSql(short(tier))},` : empty}
      ${named("c", tier)} as materialized (${matched}),
      ${named("m", tier)} as materialized (
        select * from ${named("c", tier)} where ${countUntil(tier - 1)} < ${wanted} limit ${most}),
      ${rows}`;
  });
  const cut = tierSizes
    .keys()
    .drop(1)
    .map((tier) => sql`(select count(*) from ${named("m", tier)}) >= ${short(tier)}`);
  return sql`
    ${join(perTier, ", ")},
    listed as materialized (${join(
      allTiers.map((tier) => sql`select * from ${named("l", tier)}`),
      " union all ",
    )}),
    reached as materialized (
      select ${countUntil(restTier - 1)} >= ${wanted} or ${join([...cut], " or ")}
        or (select count(*) from ${named("m", restTier)}) >= top.rows as capped,
        ${countUntil(earlyTier)} as early
      from top)`;
}

/** As many rows of a list are sorted at once; one more is matched, so that it is told when there are. */
export const sortedMax = 10_000;

/** Every row of a rare list, whatever it sells, as CTEs that end in `matched` and `listed`; none where it is no rare one. */
export function wholeSql(listing: Listing): Prisma.Sql {
  const { request } = listing;
  const question = askIndex(listing, "all");
  const perTier = allTiers.map(
    (tier) => sql`${named("m", tier)} as materialized (${matching(request.language, tier, question, false)})`,
  );
  const all = allTiers.map((tier) => sql`select product_id from ${named("m", tier)}`);
  return sql`
    ${join(perTier, ", ")},
    matched as materialized (select product_id from (${join(all, " union all ")}) any_tier limit ${sortedMax + 1}),
    listed as materialized (${rowsOf("matched", request)} where (select count(*) from matched) <= ${sortedMax})`;
}

const named = (letter: string, tier: number): Prisma.Sql => raw(`${letter}${tier}`);

/** How many rows of the rest are looked at: all of a catalog that has no tiers. */
const topSql = (short: Prisma.Sql): Prisma.Sql => sql`
  top as materialized (
    select case when exists (select from shop_state where key = ${tieredKey}) then ${short} else ${untieredMax}::int end as rows)`;

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

function askIndex(listing: Listing, reach: Reach): Question {
  const { terms, mode } = listing;
  if (mode !== "anchored" || terms.length < anchoredByRowFrom) return { index: writeQuery(listing, reach), row: "" };
  return { index: writeQuery({ ...listing, mode: "all" }, reach), row: writeAnchors(terms) };
}

/** "Is true" keeps the index from being asked for it. */
const matching = (language: string, tier: number, { index, row }: Question, withText: boolean): Prisma.Sql => sql`
  select product_id ${withText ? sql`, title, document` : empty} from catalog_text
  where language = ${inLanguage(language)} and tier = ${raw(String(tier))} ${index ? sql`and document @@ ${index}::tsquery` : empty}
    ${row ? sql`and (document @@ ${row}::tsquery) is true` : empty}`;

/** The rows of a match as lists need them: `e` the entry, `p` its price. */
const rowsOf = (match: string, { currency, filters }: SearchRequest, withText = false): Prisma.Sql => sql`
  select e.product_id, e.brand, e.lineage, e.facets, e.in_stock, e.sold_count, e.published_at, p.amount, ${missedMarks(filters)} as missed
    ${withText ? sql`, m.title, m.document` : empty}
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
  const question = askIndex({ ...listing, request: { ...request, filters: { facets: {} } } }, "all");
  const inTier = allTiers.map(
    (tier) => sql`exists (
      with m as materialized (${matching(request.language, tier, question, false)})
      select from m where exists (select from catalog_entry where product_id = m.product_id and status = 'active'))`,
  );
  return sql`(${some} or ${join(inTier, " or ")})`;
}
