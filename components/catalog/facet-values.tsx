import { getTranslations } from "next-intl/server";
import type { Facet, FacetValue } from "@/lib/search/engine";
import { facetKey } from "@/lib/search/facet-key";
import { CheckRow } from "./check-row";

const shownMax = 6;

/** A facet's values; the long tail is folded unless something in it is chosen. */
export async function FacetValues({ facet }: { facet: Facet }) {
  const t = await getTranslations("list");
  // One hidden row would take the room of its own button.
  const fold = facet.values.length > shownMax + 1 ? shownMax : facet.values.length;
  const tail = facet.values.slice(fold);
  const row = (value: FacetValue) => (
    <CheckRow
      checked={value.selected}
      count={value.count}
      key={value.key}
      label={value.label}
      name="f"
      value={facetKey(facet.key, value.key)}
    />
  );
  return (
    <>
      {facet.values.slice(0, fold).map(row)}
      {tail.length > 0 ? (
        <details className="group/tail" open={tail.some((value) => value.selected)}>
          <summary className="inline-flex min-h-9 items-center text-sm font-semibold underline underline-offset-4 group-open/tail:hidden">
            {t("more", { count: tail.length })}
          </summary>
          {tail.map(row)}
        </details>
      ) : null}
    </>
  );
}
