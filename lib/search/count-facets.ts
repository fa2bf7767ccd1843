import { Prisma } from "@/lib/db/generated/client";
import { drawHistogram } from "./draw-histogram";
import { priceMark, type SearchResult, stockMark } from "./engine";
import { brandFacet, facetKey } from "./facet-key";
import { childOf, type Listing } from "./match-sql";
import type { RawValue } from "./name-values";

const { sql, raw } = Prisma;

/** Values of one facet that are sent, the most frequent first. */
const valuesMax = 60;

/** They stand in no text: facets and ids are slugs, and brands come without them. */
const cellEnd = "\u001f";
const rowEnd = "\u001e";
const ends = raw(`E'${"\\x1e\\x1f"}'`);

/** Everything a list shows beside its hits. */
export interface Counts {
  /** The words and the category have something, filters aside. */
  listed: boolean;
  /** There may be more than was counted. */
  capped: boolean;
  total: number;
  inStock: number;
  values: RawValue[];
  categories: SearchResult["categories"];
  price: SearchResult["price"];
}

/**
 * The rows of `listed` (pool-sql.ts) that are counted, written as one text, as a CTE `counted`: a row of a database costs
 * more to send than to count, and a row counted here costs the database nothing.
 */
export function countedSql({ request }: Listing): Prisma.Sql {
  return sql`
    counted as (
      select string_agg(
        amount || ${cellEnd} || in_stock::int || ${cellEnd} || coalesce(missed[1], '') || ${cellEnd}
          || coalesce(lineage[${childOf(request.categoryId)}]::text, '') || ${cellEnd} || translate(brand, ${ends}, '') || ${cellEnd}
          || coalesce(array_to_string(facets, ${cellEnd}), ''), ${rowEnd}) as rows
      from listed where cardinality(missed) <= 1)`;
}

interface FacetCount {
  covered: number;
  lastRow: number;
  values: Map<string, ValueCount>;
}

interface ValueCount {
  facet: FacetCount;
  count: number;
  ownLabel: string | null;
}

/**
 * Counts rows as `countedSql` writes them, each marked with the filter it misses. A row that misses none is in the list;
 * one that misses a single facet still counts for that facet's other values, which is what a shopper gets by choosing one
 * of them. Of facets, those that are `filterable` or chosen.
 */
export function countRows(
  { request }: Listing,
  written: string | null,
  filterable: ReadonlySet<string>,
): Omit<Counts, "listed" | "capped"> {
  // A merchant's property may be called "constructor", which every object has.
  const chosen = new Map(Object.entries(request.filters.facets));
  const facets = new Map<string, FacetCount>();
  const byKey = new Map<string, ValueCount | null>();
  const children = new Map<string, number>();
  const amounts: number[] = [];
  let total = 0;
  let inStock = 0;

  function knownValue(key: string): ValueCount | null {
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const colon = key.indexOf(":");
    const name = key.slice(0, colon);
    const facet = filterable.has(name) || chosen.has(name) ? computed(facets, name, emptyFacet) : null;
    const value = facet && computed(facet.values, key.slice(colon + 1), () => ({ facet, count: 0, ownLabel: null }));
    byKey.set(key, value);
    return value;
  }

  for (const [row, cells] of (written?.split(rowEnd) ?? []).map((text) => text.split(cellEnd)).entries()) {
    const [amount, stocked, missed = "", child, brand = ""] = cells;
    if (missed === "" || missed === priceMark) amounts.push(Number(amount));
    if (stocked === "1" && (missed === "" || missed === stockMark)) inStock += 1;
    if (missed === "") {
      total += 1;
      if (child) children.set(child, (children.get(child) ?? 0) + 1);
    } else if (missed === priceMark || missed === stockMark) continue;
    for (let at = 5; at < cells.length; at++) {
      const key = cells[at] ?? "";
      if (missed !== "" && !key.startsWith(facetKey(missed, ""))) continue;
      const value = knownValue(key);
      if (!value) continue;
      value.count += 1;
      if (value.facet.lastRow !== row) value.facet.covered += 1;
      value.facet.lastRow = row;
      if (key.startsWith(brandPrefix) && brand > (value.ownLabel ?? "")) value.ownLabel = brand;
    }
  }
  for (const [facet, values] of chosen) for (const value of values) knownValue(facetKey(facet, value));
  return {
    total,
    inStock,
    values: [...facets].flatMap(([facet, counted]) => rank(facet, counted, chosen.get(facet) ?? [])),
    categories: [...children]
      .map(([categoryId, count]) => ({ categoryId, count }))
      .toSorted((a, b) => b.count - a.count || compare(a.categoryId, b.categoryId)),
    price: spread(amounts),
  };
}

const brandPrefix = facetKey(brandFacet, "");
const emptyFacet = (): FacetCount => ({ covered: 0, lastRow: -1, values: new Map() });
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function computed<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

/** What is chosen first, then the most frequent. */
function rank(facet: string, { covered, values }: FacetCount, chosen: readonly string[]): RawValue[] {
  return [...values]
    .filter(([value, { count }]) => count > 0 || chosen.includes(value))
    .map(([value, { count, ownLabel }], _, all) => {
      return { facet, value, count, selected: chosen.includes(value), covered, valueCount: all.length, ownLabel };
    })
    .toSorted((a, b) => Number(b.selected) - Number(a.selected) || b.count - a.count || compare(a.value, b.value))
    .slice(0, valuesMax);
}

function spread(amounts: readonly number[]): SearchResult["price"] {
  if (amounts.length === 0) return null;
  const bounds = { min: Number.POSITIVE_INFINITY, max: 0 };
  for (const amount of amounts) {
    if (amount < bounds.min) bounds.min = amount;
    if (amount > bounds.max) bounds.max = amount;
  }
  return drawHistogram(
    bounds,
    amounts.map((amount) => ({ amount, count: 1 })),
  );
}
