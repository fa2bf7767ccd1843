import type { Language } from "../../lib/i18n/markets";
import type { Filters, SearchRequest, Sort } from "../../lib/search/engine";
import { splitFacetKey } from "../../lib/search/facet-key";
import { requestFor } from "../../lib/search/request-for";
import type { Wanted } from "./fill-catalog";
import type { MadeProduct } from "./make-products";
import { pick, randomFrom } from "./random";

/** Shares of a day's searches; the kinds overlap but for those that nothing answers, which are not misspelled besides. */
export const shares = { nothing: 0.1, misspelled: 0.2, filtered: 0.3, sorted: 0.1, further: 0.08 };
/** A slip in a shorter word is not mended (`mayBeMended`), but for some in katakana. */
const misspelledFrom = 4;

export interface MadeQuery {
  request: SearchRequest;
  words: "right" | "misspelled" | "nothing";
}

/** What shoppers of a generated catalog ask: words from titles, so common words are asked for as often as they stand. */
export function makeQueries({ world, products, languages }: Wanted, count: number, seed = 7): MadeQuery[] {
  const random = randomFrom(seed);
  const written = deal(random, count, [
    ["nothing", shares.nothing],
    ["misspelled", shares.misspelled],
    ["right", 1],
  ] as const);
  const filtered = deal(random, count, [
    [true, shares.filtered],
    [false, 1],
  ] as const);
  return written.map((words, index) => {
    const language: Language = pick(random, languages);
    const made = world.product(Math.floor(random() * products));
    const filters: Filters = filtered[index] ? chooseFilters(random, made, language) : { facets: {} };
    const sort: Sort = random() < shares.sorted ? pick(random, ["price-asc", "newest", "best-selling"]) : "relevance";
    const page = random() < shares.further ? 2 + Math.floor(random() * 4) : 1;
    return { request: requestFor(language, writeText(random, made, language, words), { filters, sort, page }), words };
  });
}

/** So many of each kind as its share says, the last one for the rest, in any order: by chance alone 20 % were 19 to 21.5. */
function deal<Kind>(random: () => number, count: number, kinds: readonly (readonly [Kind, number])[]): Kind[] {
  const dealt: Kind[] = [];
  for (const [kind, share] of kinds)
    for (let left = Math.round(share * count); left > 0 && dealt.length < count; left--) dealt.push(kind);
  const places = dealt.map((kind) => ({ kind, place: random() }));
  return places.toSorted((a, b) => a.place - b.place).map(({ kind }) => kind);
}

/** What the log is really made of, for the head of a run. */
export function sharesOf(queries: readonly MadeQuery[]): typeof shares {
  const share = (is: (query: MadeQuery) => boolean) => queries.filter(is).length / queries.length;
  return {
    nothing: share(({ words }) => words === "nothing"),
    misspelled: share(({ words }) => words === "misspelled"),
    filtered: share(({ request: { filters } }) => {
      const { facets, priceMin, inStock } = filters;
      return Object.keys(facets).length > 0 || priceMin !== undefined || inStock === true;
    }),
    sorted: share(({ request }) => request.sort !== "relevance"),
    further: share(({ request }) => request.page > 1),
  };
}

function writeText(random: () => number, made: MadeProduct, language: Language, words: MadeQuery["words"]): string {
  if (words === "nothing") return `${pick(random, ["qx", "zzv", "xk"])}${Math.floor(random() * 1e6).toString(36)}q`;
  const title = made.text(language).title.map(({ surface }) => surface);
  if (words === "right") return stretchOf(random, title).join(" ");
  // Every title has its brand, which is long enough.
  for (;;) {
    const asked = stretchOf(random, title);
    const long = asked.flatMap((word, index) => (Array.from(word).length < misspelledFrom ? [] : [index]));
    if (long.length === 0) continue;
    const at = pick(random, long);
    return asked.map((word, index) => (index === at ? misspell(random, word) : word)).join(" ");
  }
}

/** One word of a title in four searches, two in two, three in one; half of them from its beginning, its brand included. */
function stretchOf(random: () => number, title: readonly string[]): string[] {
  const from = random() < 0.5 ? 0 : 1 + Math.floor(random() * (title.length - 2));
  return title.slice(from, from + pick(random, [1, 2, 2, 3]));
}

/** Two letters swapped, one left out or one doubled, after the first; never the word itself, of which two are the same. */
function misspell(random: () => number, word: string): string {
  for (;;) {
    const letters = Array.from(word);
    const at = 1 + Math.floor(random() * (letters.length - 2));
    const [here = "", next = ""] = letters.slice(at, at + 2);
    letters.splice(at, 2, ...pick(random, [[next, here], [next], [here, here, next]]));
    const written = letters.join("");
    if (written !== word) return written;
  }
}

/** A facet or two, a price, what is in stock: one of these at least. */
function chooseFilters(random: () => number, made: MadeProduct, language: Language): Filters {
  const facets: Record<string, string[]> = {};
  for (let chosen = 0; chosen < 1 + Math.floor(random() * 2); chosen++) {
    const parts = splitFacetKey(pick(random, made.facets));
    if (parts) facets[parts.facet] = [parts.value];
  }
  const amount = made.prices[requestFor(language, "").currency] ?? 0;
  const [byFacet, byPrice, byStock] = [random() < 0.7, random() < 0.3, random() < 0.25];
  return {
    facets: byFacet || !(byPrice || byStock) ? facets : {},
    ...(byPrice ? { priceMin: Math.floor(amount * 0.6), priceMax: Math.floor(amount * 1.6) } : {}),
    ...(byStock ? { inStock: true } : {}),
  };
}
