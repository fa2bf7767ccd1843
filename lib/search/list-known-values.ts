import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { brandKey } from "./brand-key";
import type { FacetValue } from "./engine";
import { brandFacet, splitFacetKey } from "./facet-key";

export type KnownValue = Pick<FacetValue, "key" | "label" | "swatch">;

const kept = keep<KnownValue[]>();

/** Every value a facet has in the catalog, called as the language calls it, as of a minute ago at most. */
export async function listKnownValues(db: Db, language: Language, facet: string): Promise<KnownValue[]> {
  const key = facet === brandFacet ? brandFacet : `${language} ${facet}`;
  const read = async () =>
    new Map([[key, await (facet === brandFacet ? readBrands(db) : readValues(db, language, facet))]]);
  return (await kept([key], read)).get(key) ?? [];
}

/** From brand to brand along their index (`catalog_entry_brand_published`): a step a brand, however many products it has. */
async function readBrands(db: Db): Promise<KnownValue[]> {
  const rows = z.array(z.object({ brand: z.string() })).parse(
    await db.$queryRaw`
      with recursive brands as (
        (select brand from catalog_entry where status = 'active' order by brand limit 1)
        union all
        select (select e.brand from catalog_entry e where e.status = 'active' and e.brand > b.brand order by e.brand limit 1)
        from brands b where b.brand is not null)
      select brand from brands where brand is not null order by brand`,
  );
  const byKey = new Map(rows.map(({ brand }) => [splitFacetKey(brandKey(brand))?.value ?? "", brand]));
  return [...byKey].map(([key, label]) => ({ key, label, swatch: null }));
}

async function readValues(db: Db, language: Language, facet: string): Promise<KnownValue[]> {
  const rows = z.array(z.object({ key: z.string(), label: z.string(), swatch: z.string().nullable() }));
  return rows.parse(
    await db.$queryRaw`
      select v.value_key as key, coalesce(vn.label, ve.label, v.value_key) as label, v.swatch
      from attribute_value v
      left join attribute_value_translation vn on vn.attribute_key = v.attribute_key and vn.value_key = v.value_key and vn.language = ${language}
      left join attribute_value_translation ve on ve.attribute_key = v.attribute_key and ve.value_key = v.value_key and ve.language = 'en'
      where v.attribute_key = ${facet} order by label, key`,
  );
}
