import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { brandKey } from "./brand-key";
import type { FacetValue } from "./engine";
import { brandFacet, facetKey, splitFacetKey } from "./facet-key";

export type KnownValue = Pick<FacetValue, "key" | "label" | "swatch">;

interface Known {
  values: KnownValue[];
  /** There are no others. */
  isWhole: boolean;
}

const kept = keep<Known>();

/** Brands that are kept, the first by name: as many are walked in a fifth of a second, and looked through while somebody types. */
const brandsMax = 20_000;

/**
 * The values a facet has in the catalog that may be meant by a text, called as the language calls them, as of a minute ago at
 * most: all of them, but of more brands than are kept the others only by their whole name.
 */
export async function listKnownValues(db: Db, language: Language, facet: string, text: string): Promise<KnownValue[]> {
  const { values, isWhole } = await readKept(db, language, facet);
  if (isWhole) return values;
  const typed = splitFacetKey(brandKey(text))?.value ?? "";
  if (values.some(({ key }) => key === typed)) return values;
  const named = await readBrand(db, typed);
  return named ? [...values, named] : values;
}

async function readKept(db: Db, language: Language, facet: string): Promise<Known> {
  const key = facet === brandFacet ? brandFacet : `${language} ${facet}`;
  const read = async () =>
    new Map([[key, await (facet === brandFacet ? readBrands(db) : readValues(db, language, facet))]]);
  return (await kept([key], read)).get(key) ?? { values: [], isWhole: true };
}

/** From brand to brand along their index (`catalog_entry_brand_published`): a step a brand, however many products it has. */
async function readBrands(db: Db): Promise<Known> {
  const rows = z.array(z.object({ brand: z.string() })).parse(
    await db.$queryRaw`
      with recursive brands as (
        (select brand, 1 as nth from catalog_entry where status = 'active' order by brand limit 1)
        union all
        select (select e.brand from catalog_entry e where e.status = 'active' and e.brand > b.brand order by e.brand limit 1), nth + 1
        from brands b where b.brand is not null and nth < ${brandsMax})
      select brand from brands where brand is not null order by brand`,
  );
  const byKey = new Map(rows.map(({ brand }) => [splitFacetKey(brandKey(brand))?.value ?? "", brand]));
  const values = [...byKey].map(([key, label]) => ({ key, label, swatch: null }));
  return { values, isWhole: rows.length < brandsMax };
}

async function readBrand(db: Db, key: string): Promise<KnownValue | null> {
  const [row] = z.array(z.object({ brand: z.string() })).parse(
    await db.$queryRaw`
        select brand from catalog_entry where status = 'active' and facets @> array[${facetKey(brandFacet, key)}] limit 1`,
  );
  return row ? { key, label: row.brand, swatch: null } : null;
}

async function readValues(db: Db, language: Language, facet: string): Promise<Known> {
  const rows = z.array(z.object({ key: z.string(), label: z.string(), swatch: z.string().nullable() }));
  const values = rows.parse(
    await db.$queryRaw`
      select v.value_key as key, coalesce(vn.label, ve.label, v.value_key) as label, v.swatch
      from attribute_value v
      left join attribute_value_translation vn on vn.attribute_key = v.attribute_key and vn.value_key = v.value_key and vn.language = ${language}
      left join attribute_value_translation ve on ve.attribute_key = v.attribute_key and ve.value_key = v.value_key and ve.language = 'en'
      where v.attribute_key = ${facet} order by label, key`,
  );
  return { values, isWhole: true };
}
