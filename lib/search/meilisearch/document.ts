import { createHash } from "node:crypto";
import { type Currency, isCurrency } from "@/lib/core/money";
import type { Language } from "@/lib/i18n/markets";
import { splitWords } from "../document";
import { brandFacet, splitFacetKey } from "../facet-key";
import { behindName } from "../prepositions";
import { isFoldedStopWord } from "../stop-words";
import { wordHeads } from "../word-heads";
import { writeMeasures } from "../write-measures";
import { alsoCalled, headCalled, headPhrases, phrasesAmong } from "./also-called";
import { indexWord, stemOf } from "./index-word";
import { priceStep } from "./price-step";
import type { ListedRow } from "./read-rows";
import { readWords } from "./read-words";

/** A product in one language as the index holds it. */
export interface IndexDocument {
  id: string;
  /** What the row was when this was made of it: tells a stale document from a current one. */
  checksum: string;
  /**
   * What the thing is (`head-noun.ts`) or may be, then what the former is also called, then the title's words as far as they
   * name it, one form each; `titleMore` has those behind ("compass with mirror"), their other forms, and what compounds end in.
   */
  title: string;
  titleMore: string;
  /** What it is also called or wanted for, as its title tells. */
  titleAlso: string;
  /** Brand, merchant, categories and properties, and the same of them. */
  names: string;
  namesMore: string;
  namesAlso: string;
  details: string;
  text: string;
  /**
   * Every word of the title and of the names, and with a mark (`calledWord`) what compounds among them end in and what either is
   * also called: a filter for lists of several words, and by how a word begins.
   */
  says: string[];
  /** Facet → values; and which facets it has at all. */
  f: Record<string, string[]>;
  has: string[];
  /** `halden-audio|Halden Audio|3f09c2` (`readBrand`). */
  brand: string[];
  /** Its categories, and each step from one down to the next: `a>b`, from the root `>a`. */
  categories: string[];
  steps: string[];
  price: Partial<Record<Currency, number>>;
  priceStep: Partial<Record<Currency, number>>;
  inStock: boolean;
  sold: number;
  rank: number;
  /** Among the best sellers (`tiers.ts`). */
  tier: number;
  /** Seconds, to the millisecond; 0 when it never was. */
  published: number;
}

export const stepMark = ">";

/** A word that a product is found by and does not have: who has typed "cam" wants no tent, though that is for camping. */
export const calledWord = (word: string): string => `~${word}`;

/**
 * A brand's key and what its product calls it. The engine takes what differs in case or width alone for one value, and tells of
 * any of them: with a hash, each way to write it is one of its own. It stands behind, for the release before reads no further than
 * the label.
 */
const writeBrand = (key: string, label: string): string =>
  `${key}|${label}|${createHash("sha256").update(label).digest("hex").slice(0, 6)}`;

/** Documents from before there were hashes have none. */
export function readBrand(written: string): { value: string; label: string | null } {
  const [, value = written, label = null] = /^([^|]*)\|(.*?)(?:\|[0-9a-f]{6})?$/s.exec(written) ?? [];
  return { value, label };
}

/**
 * Words up to here take one place in the order of attributes, wherever in the title they stand: the engine would put
 * "Aria headphones" before "Nocturne wireless headphones" whatever sells, for a word less. It counts words beyond the
 * 32nd place as equally far, and a full stop as eight of them.
 */
const filler = "zqz. zqz. zqz. zqz. zqz";
const pad = (words: string[]): string => (words.length > 0 ? `${filler} ${words.join(" ")}` : "");

/** Four places each for the heads, from the 8th on, and for what may be one; eight from the 16th on for other names, which count alike. */
const headsMax = 4;
const namedMax = 4;
const calledMax = 8;

/** Then the title, whose words tell of which kind it is: a bicycle is a better bike than a bike lock, but no laptop a better MacBook than a MacBook. */
function placeHeads(heads: string[], named: string[], called: string[], title: string[]): string {
  if (heads.length + named.length === 0) return pad(title);
  const places = [
    filled(heads, headsMax),
    filled(named, namedMax),
    filled([...named.slice(namedMax), ...called], calledMax),
  ].flat();
  return `zqz. ${places.join(" ")}. zqz. ${title.join(" ")}`;
}

const filled = (words: string[], length: number): string[] =>
  [...words, ...Array.from({ length }, () => "zqz")].slice(0, length);

export function composeDocument(language: Language, row: ListedRow): IndexDocument {
  const words = readWords(row.document);
  const titled = splitWords(writeMeasures(language, row.title));
  const title = titled
    .slice(0, behindName(language, titled))
    .map((surface) => stemOf(language, surface))
    .filter(Boolean);
  const facets = facetsOf(row.facets);
  const stems = (own: string[]) => [...new Set(own.map((word) => stemOf(language, word)))];
  const heads = stems(words.heads);
  const ownHeads = headPhrases(language, new Set(words.A), new Set(words.heads));
  const named = [...ownHeads, ...stems(words.named)].filter((word) => !heads.includes(word));
  const headAlso = headCalled(language, new Set(words.A), new Set(words.heads)).filter(
    (name) => !heads.includes(name) && !named.includes(name),
  );
  const titleAlso = alsoCalled(language, new Set(words.A));
  const namesAlso = alsoCalled(language, new Set([...words.A, ...words.B]));
  const more = (own: string[], known: string[] = []) => {
    const forms = [...new Set([...own.map(indexWord), ...wordHeads(language, own).map(indexWord)])];
    return forms.filter((word) => !known.includes(word));
  };
  const titlePhrases = phrasesAmong(language, new Set(words.A));
  const titleMore = [...more(words.A, title), ...titlePhrases];
  const names = words.B.map(indexWord);
  const namesMore = [
    ...wordHeads(language, words.B).map(indexWord),
    ...phrasesAmong(language, new Set([...words.A, ...words.B])).filter((phrase) => !titlePhrases.includes(phrase)),
  ];
  const textPhrases = phrasesAmong(language, new Set([...words.A, ...words.B, ...words.C, ...words.D])).filter(
    (phrase) => !titlePhrases.includes(phrase) && !namesMore.includes(phrase),
  );
  return {
    id: row.productId,
    checksum: row.checksum,
    title: placeHeads(heads, named, headAlso, title),
    titleMore: pad(titleMore),
    titleAlso: pad(titleAlso),
    names: pad(names),
    namesMore: pad(namesMore),
    namesAlso: pad(namesAlso.filter((name) => !titleAlso.includes(name))),
    details: words.C.map(indexWord).join(" "),
    text: [...words.D.filter((word) => !isFoldedStopWord(language, word)).map(indexWord), ...textPhrases].join(" "),
    says: [
      ...new Set([
        ...[...title, ...words.A.map(indexWord), ...names],
        ...[...titleMore, ...namesMore, ...titleAlso, ...namesAlso].map(calledWord),
      ]),
    ],
    f: facets,
    has: Object.keys(facets),
    brand: (facets[brandFacet] ?? []).map((key) => writeBrand(key, row.brand)),
    categories: row.lineage,
    steps: row.lineage.map((id, index) => `${row.lineage[index - 1] ?? ""}${stepMark}${id}`),
    price: row.prices,
    priceStep: Object.fromEntries(
      Object.entries(row.prices).flatMap(([currency, amount]) =>
        isCurrency(currency) ? [[currency, priceStep(amount)]] : [],
      ),
    ),
    inStock: row.inStock,
    sold: row.soldCount,
    rank: rankOf(row),
    tier: row.tier,
    published: (row.publishedAt?.getTime() ?? 0) / 1_000,
  };
}

function facetsOf(keys: readonly string[]): Record<string, string[]> {
  // A merchant's property may be called "constructor", which every object has.
  const facets = new Map<string, string[]>();
  for (const key of keys) {
    const parts = splitFacetKey(key);
    if (parts) facets.set(parts.facet, [...(facets.get(parts.facet) ?? []), parts.value]);
  }
  return Object.fromEntries(facets);
}

/** What sells, and how it is rated by how many: ten ratings of four are assumed, so that one of five is no miracle. */
function rankOf({ soldCount, rating, ratingCount }: ListedRow): number {
  const rated = ((rating / 100) * ratingCount + 4 * 10) / (ratingCount + 10);
  return Math.round(1_000 * (Math.log(1 + soldCount) + (rated - 4)));
}
