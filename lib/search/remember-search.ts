import { createHash } from "node:crypto";
import type { GuardedStore } from "@/lib/cache/guard-store";
import { remember } from "@/lib/cache/remember";
import { shareReading } from "@/lib/cache/share-reading";
import { searchKeep, tags } from "@/lib/cache/tags";
import type { SearchRequest, SearchResult } from "./engine";
import { searchResultSchema } from "./result-schema";

const pagesMax = 3;
const valuesMax = 1;
const lettersMax = 60;

/**
 * A search that many ask, kept for a minute for all processes; any other is searched, once for all who ask at once: a page's
 * metadata and the page itself ask the same. The key is the whole request, pins included, so a layer that changes what is
 * asked needs no word here; one that changes what is answered stands outside.
 */
export async function rememberSearch(
  store: GuardedStore,
  request: SearchRequest,
  search: () => Promise<SearchResult>,
): Promise<SearchResult> {
  const key = keyOf(request);
  if (!isCommon(request)) return shareReading(store, key, search);
  const recipe = { key, schema: searchResultSchema, tagsOf: () => tagsOf(request), ...searchKeep };
  return remember(store, recipe, search);
}

/** The first pages of what is typed or opened often. What hardly anybody asks would only push that out. */
function isCommon({ text, filters, page }: SearchRequest): boolean {
  const { facets, priceMin, priceMax } = filters;
  const values = Object.values(facets).reduce((sum, each) => sum + each.length, 0);
  return (
    page <= pagesMax &&
    values <= valuesMax &&
    priceMin === undefined &&
    priceMax === undefined &&
    text.length <= lettersMax
  );
}

/** Any product may come to answer any words; a category's list changes with its own products alone. */
const tagsOf = ({ text, categoryId }: SearchRequest): string[] =>
  text === "" && categoryId ? [tags.category(categoryId)] : [tags.searches];

function keyOf(request: SearchRequest): string {
  // Each object's names in order: one request has one key, however it was put together.
  const canonical = JSON.stringify(request, (_, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return `search:${createHash("sha256").update(canonical).digest("base64url")}`;
}
