import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { fitsTrie, type TrieEntry } from "./build-trie";
import { splitWords } from "./document";
import { foldKeys, joinWords } from "./fold-prefix";
import { stemSurface } from "./fold-word";
import type { GatheredProducts } from "./gather-products";
import { keepAnswered } from "./keep-answered";
import { listPopular, normalizeQuery } from "./log-query";
import { withoutOkurigana } from "./okurigana";
import { otherSpellings } from "./other-spellings";
import { searchesAt } from "./popularity";
import { headOf, type SoldFor } from "./sold-for";

const popularMax = 100_000;
const phrasesMax = 100_000;

/**
 * How much each kind of query weighs. A search by a shopper, as it is worth today, is worth more than anything the
 * catalog says of itself: three of them come before a word of a thousand titles (997). Of the shop's own words, a brand
 * comes before a word that as many products have.
 */
const weights = {
  search: (searches: number) => 1_000 * searches,
  brand: (products: number) => 150 * Math.log2(1 + products),
  phrase: (titles: number) => 100 * Math.log2(1 + titles),
};

interface Weighed {
  text: string;
  weight: number;
  sold: SoldFor;
}

/**
 * Queries to complete to. Each finds something; of two that differ by an ending only, the weightier stands for both. A
 * brand or a word too long to be kept is left out: nobody types that far.
 */
export async function gatherQueries(
  db: Db,
  language: Language,
  { phrases, brands }: Pick<GatheredProducts, "phrases" | "brands">,
  now: Date,
): Promise<TrieEntry[]> {
  const popular = await listPopular(db, language, popularMax);
  const answered = await keepAnswered(
    db,
    language,
    popular.map(({ query }) => query),
  );
  const weighed: Weighed[] = [
    ...popular.map(({ query, score }) => ({
      ...{ text: query, weight: weights.search(searchesAt(score, now)), sold: answered.get(query) ?? 0 },
    })),
    ...Array.from(brands, ([text, { products, sold }]) => ({ text, weight: weights.brand(products), sold })),
    ...phrases
      .most(phrasesMax)
      .map(({ phrase, titles, sold }) => ({ text: phrase, weight: weights.phrase(titles), sold })),
  ];
  const offered = withoutLikes(
    language,
    weighed.filter(({ sold }) => sold > 0),
  );
  // A text that is its own key with the same head is spelled by the trie.
  return offered.map(({ text, weight, sold }) => ({
    ...{ value: headOf(sold) + text, weight, keys: keysOf(language, text).map((key) => headOf(sold) + key) },
  }));
}

function keysOf(language: Language, text: string): string[] {
  const keys = [text, ...otherSpellings(language, splitWords(text)).map(joinWords)].flatMap(foldKeys);
  return [...new Set([...keys, ...keys.map(withoutOkurigana)])];
}

function withoutLikes(language: Language, weighed: readonly Weighed[]): Weighed[] {
  const byStems = new Map<string, Weighed>();
  for (const one of weighed) {
    const key = splitWords(one.text)
      .map((word) => stemSurface(language, word))
      .join(" ");
    const known = byStems.get(key);
    if (!known) byStems.set(key, one);
    else {
      // A brand keeps its own spelling, however many type it in lower case.
      const better = one.weight > known.weight ? one : known;
      const text = normalizeQuery(one.text) === normalizeQuery(known.text) ? one.text : better.text;
      byStems.set(key, { text, weight: better.weight, sold: one.sold | known.sold });
    }
  }
  return [...byStems.values()].filter(({ text }) => fitsTrie(headOf(0) + text));
}
