import { Prisma } from "@/lib/db/generated/client";
import { askIndex, chosenFacets, isFiltered, isNarrowed, isPriced, matching, type Reach } from "./ask-index";
import type { SearchRequest } from "./engine";
import { type Listing, missedMarks, pricePasses } from "./match-sql";
import { allTiers, bestTier, restTier, tieredKey, tierSizes } from "./tiers";

const { sql, raw, join, empty } = Prisma;

/** Hits that are enough: they fill nine pages, say "200+", and which of them is best is told by the words, not by the rest. */
export const enough = 216;
/**
 * Rows of a tier that are looked at when the tiers before have too few; where the index told all that is asked, only as many
 * as are short. The first tier is looked at whole.
 */
const lookedAtMax = 480;
/**
 * Rows whose price and stock are looked at for them: the index told prices roughly, so that at the ends of a narrow range most
 * are outside, and of stock it knows nothing.
 */
const siftedMax = 2_000;
/** Rows of a catalog that has no tiers: all there are (tiers.ts), or as many as can be counted in time. */
const untieredMax = 10_000;

/**
 * The rows a list is made of, as CTEs that end in `listed` (each row with the filters it misses) and `reached` (whether
 * there may be more, and how many were counted among best sellers). Words, categories and facets are one question to the index of
 * documents. It is asked of the best sellers first, and of each next tier only when those before leave fewer than are
 * wanted, so what a list costs does not follow the catalog's size. Lateral joins with OFFSET 0 keep the planner at one
 * look-up a row: it can't know how few come. And a LIMIT stands in a CTE of its own, or the planner would hope to find so
 * many rows by reading the table from its start. `withText`: rows bring along what they are weighed by, which is at hand
 * here and would be looked up again.
 */
export function poolSql(listing: Listing, reach: Reach, { withText = false } = {}): Prisma.Sql {
  const { request, productIds } = listing;
  if (productIds) {
    return sql`
      m0 as materialized (select unnest(${productIds}::uuid[]) as product_id),
      listed as materialized (${rowsOf("m0", request)} ${ofCategory(request)}),
      reached as (select false as capped, 0 as best)`;
  }
  // Of a list with chosen facets or prices the hits are read by themselves, from the index; these rows tell of the others,
  // and of them so many rows are enough.
  const hasNear = reach === "near" && isNarrowed(request);
  const counting = hasNear ? sql`cardinality(missed) <= 1` : sql`missed = '{}'`;
  const isTold = reach === "all" || !isFiltered(request);
  const isSifted = reach !== "near" && (isPriced(request) || request.filters.inStock === true);
  const question = askIndex(listing, reach);
  const countUntil = (tier: number) => raw(`(select so_far from n${tier})`);
  const short = (tier: number) => {
    if (isTold) return sql`greatest(${enough} - ${countUntil(tier - 1)}, 0)`;
    return sql`${hasNear ? enough : lookedAtMax}::int`;
  };
  /** The rows of a tier that are looked at, as `m`, of the `c` that match. */
  const lookAt = (tier: number) => {
    const isOpen = tier > 0 ? sql`where ${countUntil(tier - 1)} < ${enough}` : empty;
    const most = tier === 0 ? empty : sql`limit ${tier === restTier ? sql`(select rows from top)` : short(tier)}`;
    if (!isSifted)
      return sql`${named("m", tier)} as materialized (select * from ${named("c", tier)} ${isOpen} ${most})`;
    const siftMost = tier === restTier ? sql`(select greatest(rows, ${siftedMax}) from top)` : sql`${siftedMax}::int`;
    return sql`
      ${named("s", tier)} as materialized (
        select * from ${named("c", tier)} ${isOpen} ${tier === 0 ? empty : sql`limit ${siftMost}`}),
      ${named("m", tier)} as materialized (${siftRows(`s${tier}`, request)} ${most})`;
  };
  const perTier = allTiers.map(
    (tier) => sql`
      ${tier === restTier ? sql`${topSql(short(tier))},` : empty}
      ${named("c", tier)} as materialized (${matching(request.language, tier, question, withText)}),
      ${lookAt(tier)},
      ${named("l", tier)} as materialized (${rowsOf(`m${tier}`, request, { withText })}),
      ${named("n", tier)} as materialized (
        select ${tier > 0 ? sql`${countUntil(tier - 1)} + ` : empty}count(*) as so_far from ${named("l", tier)} where ${counting})`,
  );
  /** The tier may have more than was looked at. */
  const isCut = (tier: number, most: Prisma.Sql) => sql`
    (select count(*) from ${named("m", tier)}) >= ${most}
    ${isSifted ? sql`or (select count(*) from ${named("s", tier)}) >= greatest(${most}, ${siftedMax})` : empty}`;
  const cut = tierSizes
    .keys()
    .drop(1)
    .map((tier) => isCut(tier, short(tier)));
  return sql`
    ${join(perTier, ", ")},
    listed as materialized (${join(
      allTiers.map((tier) => sql`select * from ${named("l", tier)}`),
      " union all ",
    )}),
    reached as materialized (
      select ${countUntil(restTier - 1)} >= ${enough} or ${join([...cut], " or ")}
        or ${isCut(restTier, sql`top.rows`)} as capped,
        ${countUntil(bestTier)} as best
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

/** The rows of a match as lists need them: `e` the entry, `p` its price. */
const rowsOf = (match: string, { currency, filters }: SearchRequest, { withText = false } = {}): Prisma.Sql => sql`
  select e.product_id, e.brand, e.lineage, e.facets, e.in_stock, e.sold_count, e.published_at, p.amount, ${missedMarks(filters)} as missed
    ${withText ? sql`, m.title, m.document, e.rating, e.rating_count` : empty}
  from ${raw(match)} m
  cross join lateral (
    select *, ${amountIn(currency)} as amount from catalog_entry
    where product_id = m.product_id and status = 'active' and ${amountIn(currency)} is not null offset 0) e
  cross join lateral (select e.amount) p`;

/** What a product costs, from the entry's own row: each row of a list needs it, and a look-up of its own costs as much again. */
const amountIn = (currency: string): Prisma.Sql => sql`(amounts->>${currency}::text)::int`;

/** Those of a match that price and stock leave. */
const siftRows = (
  match: string,
  { currency, filters: { priceMin, priceMax, inStock = false } }: SearchRequest,
): Prisma.Sql => sql`
  select m.* from ${raw(match)} m
  cross join lateral (
    select from (select in_stock, ${amountIn(currency)} as amount from catalog_entry where product_id = m.product_id offset 0) p
    where ${pricePasses(priceMin, priceMax)} and (in_stock or not ${inStock}::boolean) offset 0) e`;

const ofCategory = ({ categoryId }: SearchRequest): Prisma.Sql =>
  categoryId ? sql`where e.lineage @> array[${categoryId}]::uuid[]` : empty;

/**
 * Whether the words and the category have anything, filters aside: where rows without what is chosen were not even read,
 * and `listed` is empty, the index is asked without filters.
 */
export function isListed(listing: Listing, reach: Reach): Prisma.Sql {
  const { request, productIds } = listing;
  const some = sql`exists (select from listed)`;
  const isRead = reach === "near" ? chosenFacets(request).length <= 1 : !isFiltered(request);
  if (productIds || isRead) return some;
  const question = askIndex({ ...listing, request: { ...request, filters: { facets: {} } } }, "all");
  const inTier = allTiers.map(
    (tier) => sql`exists (
      with m as materialized (${matching(request.language, tier, question, false)})
      select from m where exists (select from catalog_entry where product_id = m.product_id and status = 'active'))`,
  );
  return sql`(${some} or ${join(inTier, " or ")})`;
}
