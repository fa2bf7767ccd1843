/**
 * How a filterable property of a product is written in `catalog_entry.facets` and in URLs: `color:sage`,
 * `brand:halden-audio`. The facet's key has no colon; the value's key may hold anything else.
 */
export const brandFacet = "brand";

/** Slugs in any script (`slugOf`), with the number of one that was taken. No attribute's key has a capital. */
const name = String.raw`[\p{Ll}\p{Lm}\p{Lo}\p{N}][\p{Ll}\p{Lm}\p{Lo}\p{N}_-]{0,89}`;
const value = String.raw`[\p{L}\p{N}][\p{L}\p{N}._-]{0,89}`;
export const facetNamePattern = new RegExp(`^${name}$`, "u");
export const facetValuePattern = new RegExp(`^${value}$`, "u");
export const facetPattern = new RegExp(`^${name}:${value}$`, "u");

export const facetKey = (attributeKey: string, valueKey: string): string => `${attributeKey}:${valueKey}`;

/** The two halves of a key, or null when it is none. */
export function splitFacetKey(key: string): { facet: string; value: string } | null {
  const colon = key.indexOf(":");
  if (colon < 1 || colon === key.length - 1) return null;
  return { facet: key.slice(0, colon), value: key.slice(colon + 1) };
}

/** The values chosen of a facet. A merchant's property may be called "constructor", which every object has. */
export const chosenOf = (facets: Readonly<Record<string, string[]>>, facet: string): string[] =>
  Object.hasOwn(facets, facet) ? (facets[facet] ?? []) : [];
