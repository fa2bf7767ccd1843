import { getTranslations } from "next-intl/server";
import type { Facet } from "@/lib/search/engine";
import { facetKey } from "@/lib/search/facet-key";

/** Colours as round checkboxes. */
export async function FacetSwatches({ facet }: { facet: Facet }) {
  const t = await getTranslations("list");
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      {facet.values.map((value) => (
        <label className="relative grid size-10 place-items-center lg:size-9" key={value.key} title={value.label}>
          <input
            aria-label={`${value.label}, ${t("valueCount", { count: value.count })}`}
            className="size-7 cursor-pointer forced-color-adjust-none appearance-none rounded-full border border-ink/20 checked:outline-2 checked:outline-offset-3 checked:outline-ink focus-visible:outline-2 focus-visible:outline-offset-4 focus-visible:outline-dashed focus-visible:outline-ink"
            defaultChecked={value.selected}
            name="f"
            style={{ background: value.swatch ?? "var(--sunken)" }}
            type="checkbox"
            value={facetKey(facet.key, value.key)}
          />
        </label>
      ))}
    </div>
  );
}
