import { z } from "zod";
import { Prisma } from "@/lib/db/generated/client";
import { priceMark, stockMark } from "./engine";
import { brandFacet, facetKey } from "./facet-key";
import { brandPrefix, childOf, type Listing } from "./match-sql";
import { isListed } from "./pool-sql";

const { sql } = Prisma;

/** Values of one facet that are sent, the most frequent first. */
const valuesMax = 60;
const stepsMax = 16;
/** Rows by which it is told what share of a list has a facet at all, which decides only where and whether it stands. */
const sampledMax = 250;

export const countsSchema = z.object({
  /** The words and the category have something, filters aside. */
  listed: z.boolean(),
  /** There may be more than was counted. */
  capped: z.boolean(),
  total: z.number(),
  inStock: z.number(),
  values: z.array(
    z.object({
      facet: z.string(),
      value: z.string(),
      count: z.number(),
      selected: z.boolean(),
      /** Products of the list that have the facet at all; told from the first of them. */
      covered: z.number(),
      /** Values of the facet, those included that are not sent. */
      valueCount: z.number(),
      name: z.string(),
      label: z.string(),
      swatch: z.string().nullable(),
      kind: z.enum(["choice", "swatch"]),
      facetPosition: z.number(),
      valuePosition: z.number(),
    }),
  ),
  categories: z.array(z.object({ categoryId: z.string(), count: z.number() })),
  price: z
    .object({ min: z.number(), max: z.number(), steps: z.array(z.object({ step: z.number(), count: z.number() })) })
    .nullable(),
});

export type Counts = z.infer<typeof countsSchema>;

/**
 * Everything a list shows beside its hits, from the CTE `listed` (pool-sql.ts) in one pass: each row is marked with the
 * filters it misses. A row that misses none is in the list; one that misses a single facet still counts for that facet's
 * other values, which is what a shopper gets by choosing one of them. CTEs that end in `counts`.
 */
export function countsSql(listing: Listing): Prisma.Sql {
  const { language, categoryId, filters } = listing.request;
  const chosen = Object.entries(filters.facets).flatMap(([facet, values]) =>
    values.map((value) => facetKey(facet, value)),
  );
  return sql`
      near as materialized (select * from listed where cardinality(missed) <= 1),
      hit as (select * from near where missed = '{}'),
      own as (
        select key collate "C" as key, brand from near, unnest(facets) as key where missed = '{}'
        union all
        select key collate "C", brand from near, unnest(facets) as key 
        where missed <> '{}' and missed[1] not in (${priceMark}, ${stockMark}) and starts_with(key, missed[1] || ':')),
      keyed as (
        select key, count(*)::int as count, max(brand) filter (where starts_with(key, ${brandPrefix})) as brand from own group by key),
      sampled as (select row_number() over () as nth, facets, missed from near limit ${sampledMax}),
      having_it as (
        select distinct nth, split_part(key, ':', 1) as facet from sampled, unnest(facets) as key
        where missed = '{}' or starts_with(key, missed[1] || ':')),
      coverage as (
        select facet, count(*) * (select count(*) from near) / (select count(*) from sampled) as covered from having_it group by facet),
      offered as (
        select coalesce(k.key, c.key) as key, coalesce(k.count, 0) as count, c.key is not null as selected,
          coalesce(k.brand, (select b.brand from catalog_entry b where starts_with(c.key, ${brandPrefix}) and b.facets @> array[c.key] limit 1)) as brand
        from keyed k full join unnest(${chosen}::text[]) as c(key) on c.key = k.key),
      ranked as (
        select *, split_part(key, ':', 1) as facet, substr(key, strpos(key, ':') + 1) as value,
          row_number() over (partition by split_part(key, ':', 1) order by selected desc, count desc, key) as place,
          count(*) over (partition by split_part(key, ':', 1))::int as "valueCount"
        from offered),
      labelled as (
        select r.facet, r.value, r.count, r.selected, r."valueCount", coalesce(o.covered, 0)::int as covered,
          coalesce(an.name, ae.name, '') as name, coalesce(vn.label, ve.label, r.brand, r.value) as label, v.swatch,
          coalesce(a.kind, 'choice') as kind, coalesce(a.position, -1) as "facetPosition", coalesce(v.position, 0) as "valuePosition"
        from ranked r
        left join coverage o on o.facet = r.facet
        left join attribute a on a.attribute_key = r.facet
        left join attribute_translation an on an.attribute_key = r.facet and an.language = ${language}
        left join attribute_translation ae on ae.attribute_key = r.facet and ae.language = 'en'
        left join attribute_value v on v.attribute_key = r.facet and v.value_key = r.value
        left join attribute_value_translation vn on vn.attribute_key = r.facet and vn.value_key = r.value and vn.language = ${language}
        left join attribute_value_translation ve on ve.attribute_key = r.facet and ve.value_key = r.value and ve.language = 'en'
        where r.place <= ${valuesMax} and (r.facet = ${brandFacet} or a.filterable or r.selected)),
      child as (select lineage[${childOf(categoryId)}] as id, count(*)::int as count from hit group by 1),
      priced as (select amount from near where missed = '{}' or missed[1] = ${priceMark}),
      bounds as (select min(amount) as low, max(amount) as high from priced),
      buckets as (
        select width_bucket(amount, low, high + 1, greatest(1, least(${stepsMax}, high - low + 1))) as step, count(*)::int as count
        from priced, bounds group by 1),
      counts as (select jsonb_build_object(
        'listed', ${isListed(listing, "near")},
        'capped', (select capped from reached),
        'total', (select count(*) from hit),
        'inStock', (select count(*) from near where in_stock and (missed = '{}' or missed[1] = ${stockMark})),
        'values', (select coalesce(jsonb_agg(to_jsonb(labelled)), '[]') from labelled),
        'categories', (select coalesce(jsonb_agg(jsonb_build_object('categoryId', id, 'count', count) order by count desc, id), '[]') from child where id is not null),
        'price', (select jsonb_build_object('min', low, 'max', high, 'steps', (select jsonb_agg(to_jsonb(buckets)) from buckets)) from bounds where low is not null)
      ) as counts)`;
}
