import type { Settings } from "meilisearch";
import { currencyCodes } from "@/lib/i18n/markets";

/** Hits the server counts and pages through; a list that has as many may have more. */
export const countedMax = 20_000;

/** Where words are looked for, the most telling first: what a match in one is worth stands in this order. */
const searchable = ["title", "titleMore", "titleAlso", "names", "namesMore", "namesAlso", "details", "text"];
/** Where a product says what it is: one word alone has to stand there. */
export const anchors = searchable.slice(0, 6);

/** Values counted for each facet: the longest list of brands a page is sent is shorter. */
export const facetValuesMax = 300;

const lookedUp = { facetSearch: false, filter: { equality: true, comparison: false } };
const measured = { facetSearch: false, filter: { equality: true, comparison: true } };

/** All that is set at an index, the same in every language. A change here reaches a running shop when its worker starts (`mend-settings.ts`). */
export const settings: Settings = {
  searchableAttributes: searchable,
  displayedAttributes: ["id", "checksum"],
  filterableAttributes: [
    {
      attributePatterns: ["says", "f.*", "has", "brand", "categories", "steps", "inStock", "tier", "id"],
      features: lookedUp,
    },
    { attributePatterns: ["price.*", "priceStep.*"], features: measured },
  ],
  sortableAttributes: [
    ...currencyCodes.map((currency) => `price.${currency}`),
    "published",
    "sold",
    "inStock",
    "rank",
    "id",
  ],
  // Text first: how many of the words, where, how exactly, how near each other. Then what can be had, then what sells.
  rankingRules: ["sort", "words", "typo", "attribute", "exactness", "proximity", "inStock:desc", "rank:desc"],
  // Synonyms and stop words are the shop's own, by language, and stand where documents and queries are made
  // (`also-called.ts`, `plan-query.ts`). Here a synonym would be worth as much as the word itself, and a query of stop
  // words alone would find everything.
  synonyms: {},
  stopWords: [],
  // A word the shop knows is meant; one it does not know is mended from the shop's vocabulary, which holds no SKUs and
  // no barcodes, and the shopper is told (`mend-query.ts`). The engine's own guesses would say nothing.
  typoTolerance: { enabled: false },
  // Near is in the same field: titles are short, and the distance of each pair of words is half the index and two fifths of
  // the time to fill it.
  proximityPrecision: "byAttribute",
  // Values of a facet are sought by their labels (`search-facet-values.ts`). To keep the engine's own list of them costs every
  // change a tenth of a second at a million products, and seconds where it is not in memory.
  facetSearch: false,
  faceting: { maxValuesPerFacet: facetValuesMax, sortFacetValuesBy: { "*": "count" } },
  pagination: { maxTotalHits: countedMax },
};
