import type { Language } from "../../lib/i18n/markets";
import type { Filters, SearchRequest, Sort } from "../../lib/search/engine";
import { splitFacetKey } from "../../lib/search/facet-key";
import { requestFor } from "../../lib/search/request-for";
import type { Wanted } from "./fill-catalog";
import type { MadeProduct } from "./make-products";
import { pick, randomFrom } from "./random";

/** Shares of a day's searches; the kinds overlap but for those that nothing answers. */
const share = { nothing: 0.1, typo: 0.2, filters: 0.3, sorted: 0.1, further: 0.08 };
const typoFrom = 5;

/** What shoppers of a generated catalog ask: words from titles, so common words are asked for as often as they stand. */
export function makeQueries({ world, products, languages }: Wanted, count: number, seed = 7): SearchRequest[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const language: Language = pick(random, languages);
    const made = world.product(Math.floor(random() * products));
    const filters: Filters = random() < share.filters ? chooseFilters(random, made, language) : { facets: {} };
    const sort: Sort = random() < share.sorted ? pick(random, ["price-asc", "newest", "best-selling"]) : "relevance";
    const page = random() < share.further ? 2 + Math.floor(random() * 4) : 1;
    return requestFor(language, writeText(random, made, language), { filters, sort, page });
  });
}

/** One word of a title in four searches, two in two, three in one; half of them from its beginning, its brand included. */
function writeText(random: () => number, made: MadeProduct, language: Language): string {
  if (random() < share.nothing)
    return `${pick(random, ["qx", "zzv", "xk"])}${Math.floor(random() * 1e6).toString(36)}q`;
  const words = made.text(language).title.map(({ surface }) => surface);
  const from = random() < 0.5 ? 0 : 1 + Math.floor(random() * (words.length - 2));
  const asked = words.slice(from, from + pick(random, [1, 2, 2, 3]));
  if (random() >= share.typo / (1 - share.nothing)) return asked.join(" ");
  const at = Math.floor(random() * asked.length);
  return asked.map((word, index) => (index === at ? misspell(random, word) : word)).join(" ");
}

/** Two letters swapped, one left out or one doubled, after the first. */
function misspell(random: () => number, word: string): string {
  const letters = Array.from(word);
  if (letters.length < typoFrom) return word;
  const at = 1 + Math.floor(random() * (letters.length - 2));
  const [here = "", next = ""] = letters.slice(at, at + 2);
  letters.splice(at, 2, ...pick(random, [[next, here], [next], [here, here, next]]));
  return letters.join("");
}

function chooseFilters(random: () => number, made: MadeProduct, language: Language): Filters {
  const facets: Record<string, string[]> = {};
  for (let chosen = 0; chosen < 1 + Math.floor(random() * 2); chosen++) {
    const parts = splitFacetKey(pick(random, made.facets));
    if (parts) facets[parts.facet] = [parts.value];
  }
  const amount = made.prices[{ en: "USD", de: "EUR", ja: "JPY" }[language]] ?? 0;
  const price = random() < 0.3 ? { priceMin: Math.floor(amount * 0.6), priceMax: Math.floor(amount * 1.6) } : {};
  return { facets: random() < 0.7 ? facets : {}, ...price, ...(random() < 0.25 ? { inStock: true } : {}) };
}
