import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { brandFacet } from "./facet-key";

const rows = z.array(
  z.object({
    facet: z.string(),
    value: z.string(),
    name: z.string(),
    label: z.string().nullable(),
    swatch: z.string().nullable(),
    kind: z.enum(["choice", "swatch"]),
    facetPosition: z.number(),
    valuePosition: z.number(),
  }),
);

export type FacetLabel = z.infer<typeof rows>[number];

/**
 * What these values are called in a language, else in English, in the order given. A brand that stands in no list is
 * called what its products call it; a value nobody knows has no label.
 */
export async function labelFacets(
  db: Db,
  language: Language,
  values: readonly { facet: string; value: string }[],
): Promise<FacetLabel[]> {
  if (values.length === 0) return [];
  return rows.parse(
    await db.$queryRaw`
      select r.facet, r.value, coalesce(an.name, ae.name, '') as name, coalesce(vn.label, ve.label) as label, v.swatch,
        coalesce(a.kind, 'choice') as kind, coalesce(a.position, -1) as "facetPosition", coalesce(v.position, 0) as "valuePosition"
      from unnest(${values.map(({ facet }) => facet)}::text[], ${values.map(({ value }) => value)}::text[])
        with ordinality as r(facet, value, place)
      left join attribute a on a.attribute_key = r.facet
      left join attribute_translation an on an.attribute_key = r.facet and an.language = ${language}
      left join attribute_translation ae on ae.attribute_key = r.facet and ae.language = 'en'
      left join attribute_value v on v.attribute_key = r.facet and v.value_key = r.value
      left join attribute_value_translation vn on vn.attribute_key = r.facet and vn.value_key = r.value and vn.language = ${language}
      left join attribute_value_translation ve on ve.attribute_key = r.facet and ve.value_key = r.value and ve.language = 'en'
      order by r.place`,
  );
}

const kept = keep<string[]>();

/** The attributes that filter, as of a minute ago at most; a brand always does. */
export async function listFilterable(db: Db): Promise<string[]> {
  const known = await kept(["all"], async () => new Map([["all", await readFilterable(db)]]));
  return known.get("all") ?? [];
}

async function readFilterable(db: Db): Promise<string[]> {
  const found = z
    .array(z.object({ key: z.string() }))
    .parse(
      await db.$queryRaw`select attribute_key as key from attribute where filterable order by position, attribute_key`,
    );
  return [brandFacet, ...found.map(({ key }) => key)];
}
