import type { Facet } from "./engine";
import { brandFacet } from "./facet-key";
import type { NamedValue } from "./name-values";

/** A facet has to tell at least this part of the list apart, or it is left out (shoe sizes among all of "leather"). */
const coverageMin = 0.12;

/**
 * The facets worth showing, the important ones first: brand, then what most of the list has, in the catalog's own
 * order among equals. One whose values all hold everything tells nothing apart; a chosen one always stays.
 */
export function composeFacets(values: readonly NamedValue[], total: number): Facet[] {
  const byFacet = Map.groupBy(values, (value) => value.facet);
  const facets = [...byFacet].map(([key, group]) => {
    const scale = isScale(group.map(({ label }) => label));
    const sorted = group.toSorted(
      (a, b) =>
        (scale ? a.valuePosition - b.valuePosition : b.count - a.count) ||
        a.label.localeCompare(b.label) ||
        (a.value < b.value ? -1 : 1),
    );
    const first = sorted[0];
    return {
      facet: {
        key,
        name: first?.name || (key === brandFacet ? "" : key),
        kind: first?.kind ?? "choice",
        values: sorted.map(({ value, label, swatch, count, selected }) => ({
          key: value,
          label,
          swatch,
          count,
          selected,
        })),
        valueCount: first?.valueCount ?? 0,
      } satisfies Facet,
      chosen: group.some(({ selected }) => selected),
      coverage: (first?.covered ?? 0) / Math.max(1, total),
      telling: group.length > 1 && group.some(({ count }) => count < total),
      position: first?.facetPosition ?? 0,
    };
  });
  return facets
    .filter(({ chosen, coverage, telling }) => chosen || (telling && coverage >= coverageMin))
    .toSorted((a, b) => rank(b) - rank(a) || a.position - b.position || (a.facet.key < b.facet.key ? -1 : 1))
    .map(({ facet }) => facet);
}

/** In quarters, so that a hair's difference does not reorder what shoppers know. */
const rank = ({ facet, coverage }: { facet: Facet; coverage: number }): number =>
  facet.key === brandFacet ? 5 : Math.round(Math.min(1, coverage) * 4);

/** Sizes and capacities read in their own order, all else by how much there is of it. */
function isScale(labels: string[]): boolean {
  const measures = labels.filter((label) => /\d|^x*[sml]$/i.test(label)).length;
  return measures * 2 > labels.length;
}
