import type { Db } from "@/lib/db/client";
import { localePath } from "@/lib/i18n/alternates";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { askBriefly } from "./ask-briefly";
import { completeProducts } from "./complete-products";
import type { SearchEngine } from "./engine";
import { foldKeys, foldPrefix } from "./fold-prefix";
import { type LiveSuggestions, liveSuggestions } from "./live-suggestions";
import { readCategoryPlaces } from "./read-category-places";
import { isHeadFor, withoutHead } from "./sold-for";
import { suggestFromTables } from "./suggest-from-tables";
import { categoriesMax, noSuggestions, queriesMax, type Suggestions } from "./suggestions";

export interface SuggestContext {
  db: Db;
  engine: SearchEngine;
}

export interface Suggested {
  suggestions: Suggestions;
  /** The engine or Postgres was not asked, or did not answer in time: ask again soon. */
  partial: boolean;
}

/** Completions from the tables at once. */
const ask = askBriefly(4);

/**
 * Completion for what is typed so far by what the market can buy, out of this process's memory; when nothing begins so,
 * for what is one typo away. Products the memory does not know come from the engine. What takes too long is left out.
 */
export async function suggest(context: SuggestContext, locale: Locale, text: string): Promise<Suggested> {
  const prefix = foldPrefix(text);
  if (prefix === "") return { suggestions: noSuggestions, partial: false };
  const { language, currency } = requireMarket(locale);
  const live = await liveSuggestions(context.db, language);
  if (!live) {
    const suggestions = await ask(() => suggestFromTables(context, locale, text));
    if (!suggestions) throw new Error("Nothing is in memory yet, and the tables do not answer in time.");
    return { suggestions, partial: true };
  }

  const isHead = isHeadFor(currency);
  const { queries, categories, products } = lookClosely(live, prefix, isHead);
  const [places, completed] = await Promise.all([
    readCategoryPlaces(context.db, language),
    completeProducts(context, live, locale, { text, prefix, known: products }),
  ]);
  return {
    suggestions: {
      queries: queries.slice(0, queriesMax).map((query) => ({ text: query })),
      categories: categories.flatMap((id) => {
        const place = places?.get(id);
        return place ? [{ name: place.name, url: localePath(locale, `/c/${place.path}`) }] : [];
      }),
      products: completed.products,
    },
    partial: places === null || completed.partial,
  };
}

/** As it is typed, then a code in one (sm 58), then what is one typo away. */
function lookClosely(live: LiveSuggestions, prefix: string, isHead: (head: string) => boolean) {
  const found = look(live, prefix, isHead, "complete");
  if (isFound(found)) return found;
  const joined = prefix.replace(/(?<=^| )([a-z]{1,4}) (?=\d)|(?<=\d) (?=[a-z\d]+$)/g, "$1");
  const coded = joined === prefix ? found : look(live, joined, isHead, "complete");
  return isFound(coded) ? coded : look(live, prefix, isHead, "forgive");
}

const isFound = ({ queries, categories, products }: ReturnType<typeof look>): boolean =>
  queries.length + categories.length + products.length > 0;

/** A category can be found by two of its words, and a product may have gone since. */
const several = 10;

function look(
  { queries, categories, products }: LiveSuggestions,
  prefix: string,
  isHead: (head: string) => boolean,
  how: "complete" | "forgive",
) {
  return {
    // What is typed already is no completion.
    queries: queries[how](prefix, queriesMax + 1, isHead)
      .map(withoutHead)
      .filter((query) => !foldKeys(query).includes(prefix)),
    categories: [...new Set(categories[how](prefix, several, isHead))].slice(0, categoriesMax),
    products: products[how](prefix, several, isHead),
  };
}
