import { Prisma } from "@/lib/db/generated/client";
import { type Filters, priceMark, type SearchRequest, stockMark } from "./engine";
import { facetKey } from "./facet-key";
import { askedHeads } from "./head-noun";
import { namingTerm } from "./naming-term";
import { type Term, writeTerm } from "./plan-query";
import { behindPattern } from "./prepositions";
import { isOccasion } from "./synonyms";

const { sql, join, empty } = Prisma;

/** What a list is made of: a request and how its words were understood. */
export interface Listing {
  request: SearchRequest;
  terms: Term[];
  /**
   * What a product has to answer: every term, one of them at least in its title, brand, category or properties
   * (`anchored`); every term, wherever it stands (`all`).
   */
  mode: "anchored" | "all";
  /** The last word may be unfinished, however short it is. */
  prefixes?: boolean;
  /** The products it is drawn from, where a code named them; there are no terms then. */
  productIds?: string[];
  /** Only what has one of these marks: a part of the list that is told by the index. */
  within?: string[];
}

/** A product has what a listing asks for: `e` its entry, `p` its price, `t` its text. For a few products, by their ids. */
export function matched({ request, terms, mode, productIds }: Listing): Prisma.Sql {
  const { language, currency, categoryId } = request;
  const words = writeWords(terms, mode);
  const text = words
    ? sql`join catalog_text t on t.language = ${language} and t.product_id = e.product_id and t.document @@ ${words}::tsquery`
    : empty;
  const category = categoryId ? sql`and e.lineage @> array[${categoryId}]::uuid[]` : empty;
  const named = productIds ? sql`and e.product_id = any(${productIds}::uuid[])` : empty;
  return sql`
    from catalog_entry e
    join catalog_price p on p.currency = ${currency} and p.product_id = e.product_id
    ${text}
    where e.status = 'active' ${category} ${named}`;
}

/** The terms as one question to the index of documents; empty without terms. */
export function writeWords(terms: Term[], mode: Listing["mode"]): string {
  if (terms.length === 0) return "";
  const each = terms.map(writeAnswer).join(" & ");
  if (mode !== "anchored") return each;
  // An anchored word stands as itself too, so of a single term nothing else need be asked.
  return terms.length === 1 ? writeAnchors(terms) : `${each} & (${writeAnchors(terms)})`;
}

/** One of the terms at least where it says what a product is. */
export const writeAnchors = (terms: Term[]): string =>
  terms.map(({ exact, loose }) => writeTerm([...exact, ...loose], "anchor")).join(" | ");

/** The word itself counts wherever it stands; another for it only where a product says what it is. */
export const writeAnswer = ({ exact, loose }: Term): string =>
  `(${[writeTerm(exact), writeTerm(loose, "anchor")].filter(Boolean).join(" | ")})`;

/** What a row has to pass, a condition for each filter. */
export function filterConditions({ facets, priceMin, priceMax, inStock }: Filters): Prisma.Sql[] {
  const conditions = Object.entries(facets)
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => sql`e.facets && ${values.map((value) => facetKey(facet, value))}::text[]`);
  if (priceMin !== undefined || priceMax !== undefined) conditions.push(pricePasses(priceMin, priceMax));
  if (inStock) conditions.push(sql`e.in_stock`);
  return conditions;
}

export const pricePasses = (min = 0, max = 2_147_483_647): Prisma.Sql => sql`p.amount between ${min} and ${max}`;

/** As many facets are chosen at once, mostly. */
const facetsMostly = 2;

/**
 * The marks of the filters a row misses, as an array: empty for a row of the list. Written alike whichever filters there are,
 * for each way to write it is a statement that every connection has to plan: what is not asked for is null, and missed by none.
 */
export function missedMarks(filters: Filters): Prisma.Sql {
  const chosen = Object.entries(filters.facets).filter(([, values]) => values.length > 0);
  const { priceMin, priceMax, inStock = false } = filters;
  if (chosen.length === 0 && priceMin === undefined && priceMax === undefined && !inStock) return sql`'{}'::text[]`;
  const facets = padded(chosen, facetsMostly).map((each) => {
    const keys = each?.[1].map((value) => facetKey(each[0], value)) ?? null;
    return sql`case when not (e.facets && ${keys}::text[]) then ${each?.[0] ?? null} end`;
  });
  return sql`array_remove(array[${join(facets)},
    case when not (${pricePasses(priceMin, priceMax)}) then ${priceMark} end,
    case when not e.in_stock and ${inStock}::boolean then ${stockMark} end]::text[], null)`;
}

/** Some things, and nothings to make them so many. */
const padded = <T>(some: readonly T[], length: number): (T | null)[] => [
  ...some,
  ...Array.from({ length: Math.max(0, length - some.length) }, () => null),
];

/** Which element of `lineage` is the category directly below the list's own. */
export const childOf = (categoryId: string | undefined): Prisma.Sql =>
  sql`coalesce(array_position(lineage, ${categoryId ?? null}::uuid), 0) + 1`;

/** As many words a query has, mostly. */
const termsMostly = 3;

/**
 * How well a row answers, in thousandths: each term by where it stands (title, then brand, category and properties, then the
 * rest) and by whether it is the word itself or another for it; the phrase in the title, best at the end of what it names (a
 * laptop before a laptop backpack), and a wall mirror before a compass with one. Rows that answer alike are told apart by `rank`.
 * Everything is counted in the row's own document, so the score needs no statistics of the catalog; and a row answers all
 * the terms, so where one stands neither in the title nor in what else says what it is, it stands in the rest. Written alike for
 * most queries, as missedMarks is. Another name for a head (`head-noun.ts`) is more than a single word that only tells the kind of
 * a thing, for a city bicycle is a better bike than a bike lock, but in no case more than that word elsewhere in a title.
 * `e` has the title in lower case as `lowered`, written once a row.
 */
export function score({ request, terms }: Listing): Prisma.Sql {
  const perTerm = padded(terms, termsMostly).map((term) => {
    const { exact, loose } = term ?? {};
    // What is called a laptop and stands among laptops goes before the laptop backpack among backpacks.
    return sql`(case when ${stands(exact, "A")} then 1.0 when ${stands(loose, "A")} then 0.65
        when ${stands(exact, "B")} then 0.4 when ${stands(loose, "B")} then 0.2 when ${term !== null}::boolean then 0.1 else 0 end
      + case when ${stands(exact, "B")} then 0.2 when ${stands(loose, "B")} then 0.04 else 0 end)::float8`;
  });
  const phrase = request.text.toLowerCase();
  const heads = askedHeads(request.language, terms);
  const naming = terms.length > 1 ? namingHeads(request, terms) : null;
  // What a thing is for stands behind its name, and is just what who complains of it asks for.
  const behind = isOccasion(request.language, request.text) ? 0.4 : -0.3;
  return sql`round(1000 * ((${join(perTerm, " + ")}) / ${terms.length}::float8
    + (case when e.lowered = ${phrase} then 0.8
        when position(${phrase} in e.lowered) > 0
          and position(${phrase} in e.lowered) > char_length(regexp_replace(e.lowered, ${behindPattern(request.language)}::text, '')) then ${behind}::float8
        when ${stands(heads?.own, "head")} then 0.75 when ${stands(heads?.other, "head")} then 0.65
        when ${stands(heads?.own, "named")} then 0.5
        when right(e.lowered, char_length(${phrase})) = ${phrase} or position(${`${phrase},`} in e.lowered) > 0 then 0.4
        when position(${phrase} in e.lowered) > 0 then ${heads ? -0.1 : 0.3}::float8
        when e.lowered ~ ${otherNames(terms)}::text then 0.2 else 0 end
      + case when ${stands(naming?.own, "head")} then 0.3 when ${stands(naming?.other, "head")} then 0.2
        when ${stands(naming?.own, "named")} then 0.1 else 0 end)::float8))::int`;
}

/** Heads that answer what the query names, where it says more of it: of a "usb cable", a cable before a charger with one. */
function namingHeads({ language, text }: SearchRequest, terms: Term[]): ReturnType<typeof askedHeads> {
  const naming = namingTerm(language, text, terms);
  return naming ? askedHeads(language, [naming]) : null;
}

const stands = (ways: Term["exact"] | undefined, where: Parameters<typeof writeTerm>[1]): Prisma.Sql =>
  sql`e.document @@ ${(ways && writeTerm(ways, where)) || null}::tsquery`;

/** What sells, and how it is rated by how many: ten ratings of four are assumed, so that one of five is no miracle. */
export const rank = sql`(ln(1 + e.sold_count) + (e.rating / 100.0 * e.rating_count + 40) / (e.rating_count + 10) - 4)::float8`;

/** A theme asks for many things; what one thing is called besides are a few words. */
const otherNamesMax = 6;

/** The end of a title that is what a single term is called besides, as a pattern: of Latin words, whose stems mostly show. */
function otherNames([term, ...more]: Term[]): string | null {
  const names = (term?.loose ?? []).map((way) => way.map(({ word }) => word).join(" "));
  const latin = names.filter((name) => /^[a-z0-9 ]+$/.test(name));
  if (more.length > 0 || latin.length === 0 || latin.length > otherNamesMax) return null;
  return `\\m(${latin.join("|")})s?(,|$)`;
}
