import type { Db } from "@/lib/db/client";
import { localePath } from "@/lib/i18n/alternates";
import { type Language, type Locale, requireMarket } from "@/lib/i18n/markets";
import { askBriefly } from "./ask-briefly";
import { beginWithin } from "./begin-within";
import { completeProducts } from "./complete-products";
import { continueTitles } from "./continue-titles";
import type { SearchEngine } from "./engine";
import { foldKeys, foldPrefix, joinWords } from "./fold-prefix";
import { isJapanese } from "./fold-word";
import { type LiveSuggestions, liveSuggestions } from "./live-suggestions";
import { withoutOkurigana } from "./okurigana";
import { readCategoryPlaces } from "./read-category-places";
import { isHeadFor, withoutHead } from "./sold-for";
import { joinsOf, spacingsOf } from "./spacings-of";
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

  const isHead = isHeadFor(currency);
  const look = (ask: (trie: Trie, limit: number) => string[]) => lookUp(live, prefix, ask);
  const exact = lookFor(look, readingsOf(language, prefix), isHead);
  const within = exact || language !== "de" ? [] : await ask(() => beginWithin(context.db, text));
  const found = exact ?? lookFor(look, [within ?? []], isHead) ?? forgive(look, prefix, isHead);
  const [places, completed] = await Promise.all([
    readCategoryPlaces(context.db, language),
    completeProducts(context, live, locale, { text, known: found.products }),
  ]);
  const categories = found.categories.flatMap((id) => places?.get(id) ?? []);
  const titles = completed.products.map(({ title }) => title);
  const offered =
    found.queries.length > 0 ? found.queries : spacingsOf(text).flatMap((words) => continueTitles(words, titles));
  return {
    suggestions: {
      queries: offered.slice(0, queriesMax).map((query) => ({ text: query })),
      categories: categories.map(({ name, path }) => ({ name, url: localePath(locale, `/c/${path}`) })),
      products: completed.products,
    },
    partial: places === null || within === null || completed.partial,
  };
}

/** A category can be found by two of its words, and a product may have gone since. */
const several = 10;

type Found = Record<(typeof trieNames)[number], string[]>;

/** The first of the ways to read what is typed in which anything begins. */
function lookFor(look: Look, readings: Iterable<string | readonly string[]>, isHead: IsHead): Found | null {
  for (const beginning of readings) {
    const found = look((trie, limit) => trie.complete(beginning, limit, isHead));
    if (hasAny(found)) return found;
  }
  return null;
}

/**
 * As it is typed; a code in one (sm 58) and apart; two words in one (air fry); what the shop calls what it names (kuli); what its
 * letters become once they are kana (たb).
 */
function* readingsOf(language: Language, prefix: string): Generator<string | readonly string[]> {
  yield [prefix, withoutOkurigana(prefix)];
  yield spacingsOf(prefix).slice(1);
  yield joinsOf(prefix);
  for (const words of namesOf(language, prefix)) yield foldPrefix(joinWords(words));
  if (language !== "ja") return;
  yield typedKana(prefix);
  // Letters behind kanji may become more kanji: 化粧s.
  const turned = prefix.replace(/[a-z]{1,3}$/, "");
  if (isJapanese(turned.at(-1) ?? "")) yield turned;
}

/** What is one typo away. */
function forgive(look: Look, prefix: string, isHead: IsHead): Found {
  const forgiven = look((trie, limit) => trie.forgive(prefix, limit, isHead));
  if (hasAny(forgiven) || !shortKana.test(prefix)) return forgiven;
  return look((trie, limit) => trie.complete(prefix.slice(0, -1), limit, isHead));
}

/** As much of a word as five letters of Latin are, the last of which may be the typo: サドウ for サドル. */
const shortKana = /^[ァ-ヴー]{3}$/;

type Look = (ask: (trie: Trie, limit: number) => string[]) => Found;
type IsHead = (head: string) => boolean;

const hasAny = ({ queries, categories, products }: Found): boolean =>
  queries.length + categories.length + products.length > 0;

function lookUp(
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
