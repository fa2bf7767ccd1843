import { Prisma } from "@/lib/db/generated/client";
import { type Listing, rank, score } from "./match-sql";

const { sql, empty } = Prisma;

/** A part of a list, as if `without` were not in it. */
export interface Stretch {
  offset: number;
  limit: number;
  without?: readonly string[];
  /** Where the list ends before it, its last such stretch instead. */
  orLast?: boolean;
}

/**
 * Hits whose words are weighed, the best-selling first: text first, then what can be had, then what sells and is liked. In a
 * list longer than this the others follow by what sells.
 */
const scoredMax = 480;

/** Whether the order follows the words: the rows then have to bring their text along. */
export const isWeighed = ({ request, terms }: Listing): boolean => request.sort === "relevance" && terms.length > 0;

/** Orders that what sells says nothing about. */
export const isWalked = ({ sort }: Listing["request"]): boolean =>
  sort === "price-asc" || sort === "price-desc" || sort === "newest";

/**
 * One stretch of `listed` (pool-sql.ts) as CTEs that end in `page`, its places from 1. Every order ends with the id, so
 * that no product stands on two pages or on none.
 */
export function hitsSql(listing: Listing, { offset, limit, without = [], orLast = false }: Stretch): Prisma.Sql {
  const from = orLast
    ? sql`(select least(${offset}::int, greatest(count(*)::int - 1, 0) / nullif(${limit}::int, 0) * ${limit}::int) from hits)`
    : sql`${offset}`;
  const pageBy = (order: Prisma.Sql, rows = sql`hits`) => sql`
    page as (
      select product_id, row_number() over (order by ${order}) as place from ${rows} order by place limit ${limit} offset ${from})`;
  return sql`
    hits as materialized (
      select product_id, in_stock, sold_count, published_at, amount ${isWeighed(listing) ? sql`, title, document, rating, rating_count` : empty}
      from listed where missed = '{}' and product_id <> all(${[...without]}::uuid[])),
    ${orderHits(listing, pageBy)}`;
}

function orderHits(listing: Listing, pageBy: (order: Prisma.Sql, rows?: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  const { sort } = listing.request;
  switch (sort) {
    case "price-asc":
      return pageBy(sql`amount, product_id`);
    case "price-desc":
      return pageBy(sql`amount desc, product_id desc`);
    case "newest":
      return pageBy(sql`published_at desc nulls last, product_id`);
    case "best-selling":
      return pageBy(sql`sold_count desc, product_id`);
    case "relevance":
      if (!isWeighed(listing)) return pageBy(sql`in_stock desc, sold_count desc, product_id`);
      return sql`
        best as materialized (select *, lower(title) as lowered, row_number() over (order by sold_count desc, product_id) as nth from hits),
        scored as (
          select product_id, sold_count, ${score(listing)} as score, in_stock, ${rank} as rank from best e where nth <= ${scoredMax}
          union all select product_id, sold_count, null, null, null from best where nth > ${scoredMax}),
        ${pageBy(sql`score desc nulls last, in_stock desc, rank desc, sold_count desc, product_id`, sql`scored`)}`;
  }
}

/** As many hits tell where others of their list stand. */
const boundsMax = 480;

/** What the first of `hits` are sorted by, minor units or milliseconds, if the order is one that what sells says nothing about. */
export function boundsSql({ request }: Listing): Prisma.Sql {
  if (!isWalked(request)) return sql`'[]'::jsonb`;
  const value =
    request.sort === "newest" ? sql`(extract(epoch from published_at) * 1000)::bigint` : sql`amount::bigint`;
  const direction = request.sort === "price-asc" ? sql`asc` : sql`desc`;
  return sql`(
    select coalesce(jsonb_agg(bound order by bound ${direction}), '[]') from (
      select ${value} as bound from hits where ${value} is not null order by bound ${direction} limit ${boundsMax}) first)`;
}
