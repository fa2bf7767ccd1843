import { type CategoryCount, type FilterMark, priceMark, type SearchResult, stockMark } from "../engine";
import { brandFacet, chosenOf } from "../facet-key";
import type { Listing } from "../match-sql";
import type { RawValue } from "../name-values";
import { countOnly, type Found, partsOf, type Query } from "./ask";
import { composeHistogram } from "./compose-histogram";
import { readBrand, stepMark } from "./document";
import { facetValuesMax } from "./settings";

/** Values of one facet that are sent, the most frequent first. */
const valuesMax = 60;
/** Filters that are counted as if they were not chosen, a question each; any more are counted as chosen. */
export const openMax = 12;

/** What is asked of a list beside its hits, and how the answers are read. */
export interface CountPlan {
  /** The facets that the list's own query counts. */
  facets: string[];
  /** A query for each filter, without it: what a shopper gets by choosing otherwise. */
  queries: Query[];
  read: (list: Found, others: readonly Found[]) => ListCounts;
}

export interface ListCounts {
  total: number;
  inStock: number;
  categories: CategoryCount[];
  price: SearchResult["price"];
  hiddenBy: NonNullable<SearchResult["hiddenBy"]>;
  values: RawValue[];
}

export const facetAttribute = (facet: string): string => (facet === brandFacet ? brandFacet : `f.${facet}`);

export function planCounts(listing: Listing, filterable: readonly string[]): CountPlan {
  const { currency, categoryId, filters } = listing.request;
  const { words, filters: written, without } = partsOf(listing);
  const prices = [`price.${currency}`, `priceStep.${currency}`];
  const shown = [...new Set([...filterable, ...written.chosen.map(({ mark }) => mark)])].filter(isFacet);
  const open = written.chosen.slice(0, openMax);
  const facetsOf = (mark: FilterMark) =>
    mark === priceMark ? prices : mark === stockMark ? ["inStock"] : [facetAttribute(mark), "has"];
  return {
    facets: [...shown.map(facetAttribute), "has", "steps", "inStock", ...prices],
    queries: open.map(({ mark }) => ({ ...words, ...without(mark), ...countOnly, facets: facetsOf(mark) })),
    read(list, others) {
      const byMark = new Map(open.map(({ mark }, index) => [mark, others[index]]));
      const of = (mark: FilterMark) => byMark.get(mark) ?? list;
      return {
        total: list.totalHits ?? 0,
        inStock: of(stockMark).facetDistribution.inStock?.true ?? 0,
        categories: readCategories(list, categoryId),
        price: composeHistogram(of(priceMark), currency),
        hiddenBy: rankHidden([...byMark].map(([filter, found]) => ({ filter, count: found?.totalHits ?? 0 }))),
        values: shown.flatMap((facet) =>
          readValues(facet, of(facet), chosenOf(filters.facets, facet)).slice(0, valuesMax),
        ),
      };
    },
  };
}

/** What filters hide, the most first. */
export const rankHidden = (hidden: ListCounts["hiddenBy"]): ListCounts["hiddenBy"] =>
  hidden.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count || (a.filter < b.filter ? -1 : 1));

const isFacet = (mark: FilterMark): boolean => mark !== priceMark && mark !== stockMark;

/** Whether a facet has no more values in the list than the engine counts. */
export const isWhole = (facet: string, { facetDistribution }: Found): boolean =>
  Object.keys(facetDistribution[facetAttribute(facet)] ?? {}).length < facetValuesMax;

/** What is chosen first, then the most frequent. */
export function readValues(facet: string, { facetDistribution }: Found, chosen: readonly string[]): RawValue[] {
  const counted = new Map<string, { count: number; ownLabel: string | null }>();
  for (const [written, count] of Object.entries(facetDistribution[facetAttribute(facet)] ?? {})) {
    const { value, label } = facet === brandFacet ? readBrand(written) : { value: written, label: null };
    const known = counted.get(value);
    counted.set(value, {
      count: count + (known?.count ?? 0),
      ownLabel: known?.ownLabel && (!label || known.ownLabel > label) ? known.ownLabel : label,
    });
  }
  for (const value of chosen) if (!counted.has(value)) counted.set(value, { count: 0, ownLabel: null });
  const covered = new Map(Object.entries(facetDistribution.has ?? {})).get(facet) ?? 0;
  return [...counted]
    .map(([value, rest]) => ({
      facet,
      value,
      ...rest,
      selected: chosen.includes(value),
      covered,
      valueCount: counted.size,
    }))
    .toSorted((a, b) => Number(b.selected) - Number(a.selected) || b.count - a.count || (a.value < b.value ? -1 : 1));
}

export function readCategories({ facetDistribution }: Found, parent = ""): CategoryCount[] {
  return Object.entries(facetDistribution.steps ?? {})
    .map(([step, count]) => {
      const [from, categoryId = ""] = step.split(stepMark);
      return { from, categoryId, count };
    })
    .filter(({ from }) => from === parent)
    .map(({ categoryId, count }) => ({ categoryId, count }))
    .toSorted((a, b) => b.count - a.count || (a.categoryId < b.categoryId ? -1 : 1));
}
