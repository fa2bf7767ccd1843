import { setImmediate as others } from "node:timers/promises";
import { readKeptCards } from "@/lib/catalog/kept-cards";
import type { Db } from "@/lib/db/client";
import { locales, requireMarket } from "@/lib/i18n/markets";
import { answerSuggest } from "./answer-suggest";
import { searchEngine } from "./choose-engine";
import { liveSuggestions, loadSuggestions } from "./live-suggestions";
import { withoutHead } from "./sold-for";

/** Best sellers of each market whose cards are read: what is offered most. */
const cardsMax = 500;
/** Asked in each market, so that what answers has been compiled, and each connection has planned. */
const asksMax = 50;
const typedLength = 4;

/**
 * Loads the completions of every language, reads the cards they offer most, and completes the most popular queries, so that
 * nobody's first key waits for any of it. Before: one request in twenty-five read cards, which was the slowest hundredth.
 */
export async function warmSuggestions(db: Db): Promise<void> {
  await loadSuggestions(db);
  for (const locale of locales) {
    const market = requireMarket(locale);
    const live = await liveSuggestions(db, market.language);
    if (!live) continue;
    await readKeptCards(db, live.products.best(cardsMax), market);
    for (const query of live.queries.best(asksMax)) {
      await answerSuggest({ db, engine: searchEngine(db) }, locale, withoutHead(query).slice(0, typedLength));
      await others();
    }
  }
}
