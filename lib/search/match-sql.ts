import { Prisma } from "@/lib/db/generated/client";
import { type FilterMark, type Filters, priceMark, type SearchRequest, stockMark } from "./engine";
import { facetKey } from "./facet-key";
import { type Term, writeTerm } from "./plan-query";

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

/** Each filter as the mark by which a miss is told and the condition a row passes. */
export function filterConditions(filters: Filters): { mark: FilterMark; passes: Prisma.Sql }[] {
  const conditions = Object.entries(filters.facets)
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => ({
      mark: facet,
      passes: sql`e.facets && ${values.map((value) => facetKey(facet, value))}::text[]`,
    }));
  const { priceMin, priceMax, inStock } = filters;
  if (priceMin !== undefined || priceMax !== undefined) {
    conditions.push({ mark: priceMark, passes: pricePasses(priceMin, priceMax) });
  }
  if (inStock) conditions.push({ mark: stockMark, passes: sql`e.in_stock` });
  return conditions;
}

export const pricePasses = (min = 0, max = 2_147_483_647): Prisma.Sql => sql`p.amount between ${min} and ${max}`;

/** The marks of the filters a row misses, as an array: empty for a row of the list. */
export function missedMarks(filters: Filters): Prisma.Sql {
  const marks = filterConditions(filters).map(({ mark, passes }) => sql`case when not (${passes}) then ${mark} end`);
  return marks.length > 0 ? sql`array_remove(array[${join(marks)}]::text[], null)` : sql`'{}'::text[]`;
}

/** Which element of `lineage` is the category directly below the list's own. */
export const childOf = (categoryId: string | undefined): Prisma.Sql =>
  categoryId ? sql`coalesce(array_position(lineage, ${categoryId}::uuid), 0) + 1` : sql`1`;

/**
 * How well a row answers: each term by where it stands (title, then brand, category and properties, then the rest) and
 * by whether it is the word itself or another for it; the phrase in the title, best at the end of what it names (a laptop
 * before a laptop backpack); then what sells, and what can be had.
 * Everything is counted in the row's own document, so the score needs no statistics of the catalog; and a row answers all
 * the terms, so where one stands neither in the title nor in what else says what it is, it stands in the rest.
 */
export function score({ request, terms }: Listing): Prisma.Sql {
  const popularity = sql`ln(1 + e.sold_count) / 40.0 - (case when e.in_stock then 0 else 0.3 end)`;
  if (terms.length === 0) return popularity;
  const perTerm = terms.map(({ exact, loose }) => {
    const stands = (ways: Term["exact"], where: "A" | "B", points: number) =>
      ways.length > 0 ? sql`when e.document @@ ${writeTerm(ways, where)}::tsquery then ${points}::float8` : empty;
    // What is called a laptop and stands among laptops goes before the laptop backpack among backpacks.
    return sql`(case ${stands(exact, "A", 1)} ${stands(loose, "A", 0.6)} ${stands(exact, "B", 0.4)} ${stands(loose, "B", 0.2)}
      else 0.1 end + case ${stands(exact, "B", 0.2)} ${stands(loose, "B", 0.04)} else 0 end)`;
  });
  const phrase = request.text.toLowerCase();
  const others = otherNames(terms);
  return sql`(${join(perTerm, " + ")}) / ${terms.length}::float8
    + (case when lower(e.title) = ${phrase} then 0.8
        when right(lower(e.title), char_length(${phrase})) = ${phrase} or position(${`${phrase},`} in lower(e.title)) > 0 then 0.4
        when position(${phrase} in lower(e.title)) > 0 then 0.3
        ${others ? sql`when lower(e.title) ~ ${others} then 0.2` : empty} else 0 end)
    + ${popularity}`;
}

/** A theme asks for many things; what one thing is called besides are a few words. */
const otherNamesMax = 6;

/** The end of a title that is what a single term is called besides, as a pattern: of Latin words, whose stems mostly show. */
function otherNames([term, ...more]: Term[]): string | null {
  const names = (term?.loose ?? []).map((way) => way.map(({ word }) => word).join(" "));
  const latin = names.filter((name) => /^[a-z0-9 ]+$/.test(name));
  if (more.length > 0 || latin.length === 0 || latin.length > otherNamesMax) return null;
  return `\\m(${latin.join("|")})s?(,|$)`;
}
