import type { ProductCard } from "@/lib/catalog/product";
import type { SearchHit, SearchRequest } from "./engine";
import { matchTitle } from "./match-title";
import type { Term } from "./plan-query";

/** Cards as a list shows them: with what was asked for marked in their titles. */
export const markTitles = (
  cards: readonly ProductCard[],
  { language }: Pick<SearchRequest, "language">,
  terms: Term[],
): SearchHit[] => cards.map((card) => ({ ...card, titleMatches: matchTitle(language, card.title, terms) }));
