import type { Db } from "@/lib/db/client";
import { localePath } from "@/lib/i18n/alternates";
import { type Language, type Locale, requireMarket } from "@/lib/i18n/markets";
import { askBriefly } from "./ask-briefly";
import { completeProducts } from "./complete-products";
import type { SearchEngine } from "./engine";
import { foldKeys, foldPrefix, joinWords } from "./fold-prefix";
import { type LiveSuggestions, liveSuggestions } from "./live-suggestions";
import { readCategoryPlaces } from "./read-category-places";
import { isHeadFor, withoutHead } from "./sold-for";
import type { trieNames } from "./store-suggestions";
import { suggestFromTables } from "./suggest-from-tables";
import { categoriesMax, noSuggestions, queriesMax, type Suggestions } from "./suggestions";
import { namesOf } from "./synonyms";
import type { Trie } from "./trie";
import { typedKana } from "./typed-kana";

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

  const { queries, categories, products } = lookFor(live, language, prefix, isHeadFor(currency));
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

/** A category can be found by two of its words, and a product may have gone since. */
const several = 10;

type Found = Record<(typeof trieNames)[number], string[]>;

/** What begins as typed, else as it may be meant, else what is one typo away. */
function lookFor(live: LiveSuggestions, language: Language, prefix: string, isHead: (head: string) => boolean): Found {
  for (const beginning of readingsOf(language, prefix)) {
    const found = look(live, prefix, (trie, limit) => trie.complete(beginning, limit, isHead));
    if (hasAny(found)) return found;
  }
  return look(live, prefix, (trie, limit) => trie.forgive(prefix, limit, isHead));
}

/** A code in one (sm 58), what the shop calls what it names (kuli), and what its letters become once they are kana (たb). */
function* readingsOf(language: Language, prefix: string): Generator<string | readonly string[]> {
  yield prefix;
  const joined = prefix.replace(codeGap, "$1");
  if (joined !== prefix) yield joined;
  for (const words of namesOf(language, prefix)) yield foldPrefix(joinWords(words));
  if (language === "ja") yield typedKana(prefix);
}

/** Between the letters and the digits of a code. */
const codeGap = /(?<=^| )([a-z]{1,4}) (?=\d)|(?<=\d) (?=[a-z\d]+$)/g;

const hasAny = ({ queries, categories, products }: Found): boolean =>
  queries.length + categories.length + products.length > 0;

function look(
  { queries, categories, products }: LiveSuggestions,
  prefix: string,
  ask: (trie: Trie, limit: number) => string[],
): Found {
  return {
    // What is typed already is no completion.
    queries: ask(queries, queriesMax + 1)
      .map(withoutHead)
      .filter((query) => !foldKeys(query).includes(prefix)),
    categories: [...new Set(ask(categories, several))].slice(0, categoriesMax),
    products: ask(products, several),
  };
}
