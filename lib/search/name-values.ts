import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { brandFacet, facetKey } from "./facet-key";
import { type FacetLabel, labelFacets } from "./label-facets";

/** A value of a facet as an engine counts it. */
export interface RawValue {
  facet: string;
  value: string;
  count: number;
  selected: boolean;
  /** Products of the list that have the facet at all. */
  covered: number;
  /** Values of the facet, those included that are not sent. */
  valueCount: number;
  /** What the products themselves call it; only brands have their name there. */
  ownLabel: string | null;
}

export type NamedValue = Omit<RawValue, "ownLabel"> & Omit<FacetLabel, "label"> & { label: string };

const kept = keep<FacetLabel>();

/** The values as a list shows them, in the request's language; names as of a minute ago at most. */
export async function nameValues(db: Db, language: Language, values: readonly RawValue[]): Promise<NamedValue[]> {
  const prefix = `${language} `;
  const keyOf = ({ facet, value }: { facet: string; value: string }) => prefix + facetKey(facet, value);
  const labels = await kept(values.map(keyOf), async (missing) => {
    const asked = new Set(missing);
    const unknown = values.filter((value) => asked.has(keyOf(value)));
    return new Map((await labelFacets(db, language, unknown)).map((label) => [keyOf(label), label]));
  });
  return Promise.all(
    values.map(async ({ ownLabel, ...value }) => {
      const known = labels.get(keyOf(value));
      return {
        ...value,
        name: known?.name ?? "",
        label: known?.label ?? ownLabel ?? (await brandOf(db, value)) ?? value.value,
        swatch: known?.swatch ?? null,
        kind: known?.kind ?? "choice",
        facetPosition: known?.facetPosition ?? -1,
        valuePosition: known?.valuePosition ?? 0,
      };
    }),
  );
}

/** What one product calls a brand that was chosen where no product of the list has it. */
async function brandOf(db: Db, { facet, value }: { facet: string; value: string }): Promise<string | null> {
  if (facet !== brandFacet) return null;
  const rows = z
    .array(z.object({ brand: z.string() }))
    .parse(
      await db.$queryRaw`select brand from catalog_entry where facets @> array[${facetKey(facet, value)}] limit 1`,
    );
  return rows[0]?.brand ?? null;
}
