import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { brandFacet, chosenOf, facetKey } from "./facet-key";
import type { Listing } from "./match-sql";
import { isListed, poolSql } from "./pool-sql";
import type { ListedValues } from "./search-facet-values";

const answer = z.object({
  listed: z.boolean(),
  isWhole: z.boolean(),
  values: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      swatch: z.string().nullable(),
      count: z.number(),
      selected: z.boolean(),
    }),
  ),
});

/** The values that a facet has over a listing, most first: those of the rows that are counted. */
export async function listFacetValues(db: Db, listing: Listing, facet: string): Promise<ListedValues> {
  const { language, filters } = listing.request;
  const reach = { but: facet };
  const prefix = facetKey(facet, "");
  const chosen = chosenOf(filters.facets, facet).map((value) => facetKey(facet, value));
  const [row] = z.array(z.object({ answer })).parse(
    await db.$queryRaw`
      with ${poolSql(listing, reach)},
      keyed as (
        select key, count(*)::int as count, max(brand) as brand from listed, unnest(facets) as key
        where (missed = '{}' or missed = array[${facet}]) and starts_with(key, ${prefix})
        group by key),
      labelled as (
        select substr(k.key, length(${prefix}) + 1) as key, v.swatch, k.count, k.key = any(${chosen}::text[]) as selected,
          coalesce(vn.label, ve.label, case when ${facet} = ${brandFacet} then k.brand end, substr(k.key, length(${prefix}) + 1)) as label
        from keyed k
        left join attribute a on a.attribute_key = ${facet}
        left join attribute_value v on v.attribute_key = ${facet} and v.value_key = substr(k.key, length(${prefix}) + 1)
        left join attribute_value_translation vn on vn.attribute_key = ${facet} and vn.value_key = v.value_key and vn.language = ${language}
        left join attribute_value_translation ve on ve.attribute_key = ${facet} and ve.value_key = v.value_key and ve.language = 'en'
        where ${facet} = ${brandFacet} or a.filterable)
      select jsonb_build_object(
        'listed', ${isListed(listing, reach)},
        'isWhole', (select not capped from reached),
        'values', (select coalesce(jsonb_agg(to_jsonb(labelled) order by count desc, label, key), '[]') from labelled)
      ) as answer`,
  );
  return row?.answer ?? { listed: false, isWhole: true, values: [] };
}
