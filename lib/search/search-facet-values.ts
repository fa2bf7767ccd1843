import type { Db } from "@/lib/db/client";
import { readFirst } from "./answer-first";
import type { Understanding } from "./attempts";
import type { FacetValue, FacetValues, FacetValuesRequest } from "./engine";
import { chosenOf } from "./facet-key";
import { foldWord, spellUmlauts } from "./fold-word";
import { type KnownValue, listKnownValues } from "./list-known-values";
import type { Listing } from "./match-sql";

export interface ListedValues {
  /** The words and the category have something, filters aside. */
  listed: boolean;
  /** No value was passed over. */
  isWhole: boolean;
  /** The most frequent first. */
  values: FacetValue[];
}

export interface CountsValues {
  /** The values that a facet has over a list, its own choice left out, as far as the engine counts them. */
  read: (listing: Listing) => Promise<ListedValues>;
  /** How many products of such a list have each of these values. */
  count: (listing: Listing, values: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

/** Values that are asked for one by one: of those counted with a part of the list, and of others. */
const askedMax = 50;

/**
 * The values of a facet whose label holds a text. Where the list has more than its engine counts, the text is sought among
 * the labels of the whole catalog too, and the list is asked for each that holds it: so any value is found by its name.
 */
export async function searchFacetValues(
  db: Db,
  understanding: Understanding,
  request: FacetValuesRequest,
  { read, count }: CountsValues,
): Promise<FacetValues> {
  const first = await readFirst(db, request.list, understanding, async (listing) => ({
    ...(await read(listing)),
    listing,
  }));
  if (!first) return { values: [], total: 0 };
  const asked = foldWord(request.contains);
  if (!asked || first.isWhole) return pickValues(first.values, request.limit, asked);

  const counted = first.values.filter((value) => holds(value, asked)).slice(0, askedMax);
  const keys = new Set(counted.map(({ key }) => key));
  const known = await listKnownValues(db, request.list.language, request.facet, request.contains);
  const others = sortByText(
    known.filter((value) => !keys.has(value.key) && holds(value, asked)),
    asked,
  );
  const values = [...counted, ...others].slice(0, askedMax);
  return pickValues(await countEach(first.listing, request.facet, values, count), request.limit, asked);
}

/** All of them by the same measure: what was counted with a part of the list is counted anew, over all of it. */
async function countEach(
  listing: Listing,
  facet: string,
  values: readonly (KnownValue | FacetValue)[],
  count: CountsValues["count"],
): Promise<FacetValue[]> {
  if (values.length === 0) return [];
  const counts = await count(
    listing,
    values.map(({ key }) => key),
  );
  const chosen = chosenOf(listing.request.filters.facets, facet);
  return values
    .map((value) => ({ ...value, count: counts.get(value.key) ?? 0, selected: chosen.includes(value.key) }))
    .filter((value) => value.count > 0);
}

function pickValues(values: readonly FacetValue[], limit: number, asked: string): FacetValues {
  if (!asked) return { values: values.slice(0, limit), total: values.length };
  const found = values.filter((value) => holds(value, asked)).toSorted((a, b) => b.count - a.count);
  return { values: sortByText(found, asked).slice(0, limit), total: found.length };
}

/** Those that begin with the text first, otherwise in their order. */
function sortByText<Value extends { label: string }>(values: readonly Value[], asked: string): Value[] {
  const begins = ({ label }: Value) => foldings(label).some((folded) => folded.startsWith(asked));
  return values.toSorted((a, b) => Number(begins(b)) - Number(begins(a)));
}

const holds = ({ label }: { label: string }, asked: string): boolean =>
  foldings(label).some((folded) => folded.includes(asked));

/** `Söder` is found as it is written, as `soder` and as `soeder`. */
const foldings = (label: string): string[] => [foldWord(label), foldWord(spellUmlauts(label.toLowerCase()))];
