import { setImmediate as others } from "node:timers/promises";
import { readKeptCards } from "@/lib/catalog/kept-cards";
import type { Db } from "@/lib/db/client";
import { languageCodes, locales, type Market, requireMarket } from "@/lib/i18n/markets";
import { answerSuggest } from "./answer-suggest";
import { searchEngine } from "./choose-engine";
import { liveSuggestions, loadSuggestions } from "./live-suggestions";
import { isHeadFor, withoutHead } from "./sold-for";
import { prepareNames } from "./synonyms";
import type { Trie } from "./trie";

/** Best sellers of each market whose cards are read: what is offered most. */
const cardsMax = 500;
/** Asked in each market, so that what answers has been compiled. */
const asksMax = 50;
/** So many times as many are looked through: a market may have no price for the best of its language. */
const lookedThrough = 4;
const typedLength = 4;

/**
 * Loads the completions of every language and the names that things are also called by, reads the cards they offer most, and
 * completes the most popular queries, so that nobody's first key waits for any of it. Before: one request in twenty-five read cards, which was the slowest hundredth.
 */
export async function warmSuggestions(db: Db): Promise<void> {
  await loadSuggestions(db);
  for (const language of languageCodes) {
    prepareNames(language);
    await others();
  }
  for (const locale of locales) {
    const market = requireMarket(locale);
    const live = await liveSuggestions(db, market.language);
    if (!live) continue;
    await warmCards(db, live.products, market);
    for (const query of bestQueries(live.queries, market)) {
      await answerSuggest({ db, engine: searchEngine(db) }, locale, query.slice(0, typedLength));
      await others();
    }
  }
}

/** The best sellers that have a price in the market. */
export async function warmCards(db: Db, products: Trie, market: Market, max = cardsMax): Promise<void> {
  const best = products.best(max * lookedThrough);
  for (let from = 0, read = 0; read < max && from < best.length; from += max)
    read += (await readKeptCards(db, best.slice(from, from + max), market)).length;
}

/** The most popular queries that find something in the market. */
export const bestQueries = (queries: Trie, { currency }: Market, max = asksMax): string[] =>
  queries
    .best(max * lookedThrough)
    .filter(isHeadFor(currency))
    .slice(0, max)
    .map(withoutHead);
