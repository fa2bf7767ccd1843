import { listKeptCards, readKeptCards } from "@/lib/catalog/kept-cards";
import type { ProductCard } from "@/lib/catalog/product";
import type { Db } from "@/lib/db/client";
import { type Language, type Locale, type Market, requireMarket } from "@/lib/i18n/markets";
import { askBriefly, askPostgres } from "./ask-briefly";
import { foldPrefix } from "./fold-prefix";
import { isJapanese } from "./fold-word";
import type { LiveSuggestions } from "./live-suggestions";
import { isHeadFor } from "./sold-for";
import { joinsOf, spacingsOf } from "./spacings-of";
import { isFoldedStopWord } from "./stop-words";
import type { SuggestContext } from "./suggest";
import { productsMax, type Suggestions, toProduct } from "./suggestions";

export interface Typed {
  text: string;
  /** Products that memory knows for it, best first. */
  known: readonly string[];
}

/**
 * Products for what is typed: those that memory knows, as cards of the last minute. The engine is asked only where it
 * may know more: for words in another order than a title has them, or in a catalog too large to be held whole.
 */
export async function completeProducts(
  { db, engine }: SuggestContext,
  live: Pick<LiveSuggestions, "whole" | "products">,
  locale: Locale,
  { text, known }: Typed,
): Promise<{ products: Suggestions["products"]; partial: boolean }> {
  const market = requireMarket(locale);
  const read = await cardsOf(db, known, market);
  const cards = read.cards.slice(0, productsMax);
  if (read.partial) return toAnswer(locale, cards, true);
  const { language, currency } = market;
  const isApart = (words: string) => mayStandApart(live, language, foldPrefix(words), isHeadFor(currency));
  const mayKnowMore = (words: string) => !live.whole || (cards.length === 0 && spacingsOf(words).some(isApart));
  const prefix = cards.length < productsMax ? [text, ...joinsOf(text)].find(mayKnowMore) : undefined;
  if (prefix === undefined) return toAnswer(locale, cards, false);
  const more = await ask(() => engine.suggest({ language, currency, prefix, limit: productsMax }));
  const shown = new Set(cards.map(({ productId }) => productId));
  const others = (more ?? []).filter(({ productId }) => !shown.has(productId));
  return toAnswer(locale, [...cards, ...others].slice(0, productsMax), more === null);
}

/** Whether titles may have the words in another order, or apart: each begins a word of some title at least. */
function mayStandApart(
  { products }: Pick<LiveSuggestions, "products">,
  language: Language,
  prefix: string,
  isHead: (head: string) => boolean,
): boolean {
  if (isJapanese(prefix)) return true;
  const words = prefix.split(" ").filter((word) => !isFoldedStopWord(language, word));
  return words.length > 1 && words.every((word) => products.complete(word, 1, isHead).length > 0);
}

/** Questions before the engine at once. */
const ask = askBriefly(3);

const toAnswer = (locale: Locale, cards: readonly ProductCard[], partial: boolean) => ({
  products: cards.map((card) => toProduct(locale, card)),
  partial,
});

async function cardsOf(db: Db, productIds: readonly string[], market: Market) {
  const known = await listKeptCards(db, productIds, market, askPostgres);
  if (known.length === productIds.length) return { cards: known, partial: false };
  const cards = await askPostgres(() => readKeptCards(db, productIds, market));
  return { cards: cards ?? known, partial: cards === null };
}
