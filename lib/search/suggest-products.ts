import { z } from "zod";
import type { ProductCard } from "@/lib/catalog/product";
import { readCards } from "@/lib/catalog/read-cards";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { foldWord, isJapanese } from "./fold-word";
import { type Lexeme, planQuery, queryWords, writeTerm } from "./plan-query";
import { spacingsOf } from "./spacings-of";

/** Only so many matches are ranked: one letter matches half the shop, and completion has milliseconds. */
const rankedMax = 2_000;

interface Asked {
  language: Language;
  currency: Currency;
  prefix: string;
  limit: number;
}

/**
 * Products whose title has the words typed, their codes in one or apart, the last of them perhaps unfinished; best sellers first.
 * Where none has, those whose brand, category and properties do, before those whose description does.
 */
export async function suggestProducts(db: Db, asked: Asked): Promise<ProductCard[]> {
  const titled = await suggestWhere(db, asked, "A");
  return titled.length > 0 ? titled : suggestWhere(db, asked, "anywhere");
}

/** Those whose title has the words, or wherever they stand: then those first that are called so. */
export async function suggestWhere(
  db: Db,
  { language, currency, prefix, limit }: Asked,
  where: "A" | "anywhere",
): Promise<ProductCard[]> {
  const readings = spacingsOf(prefix);
  const words = anyOf(readings.map((reading) => prefixQuery(language, reading, where)));
  if (!words) return [];
  const anchor = anyOf(readings.map((reading) => prefixQuery(language, reading, "anchor")));
  const beginnings = readings.map((reading) => reading.toLowerCase());
  const index = where === "A" ? anchor : words;
  const rows = z.array(z.object({ productId: z.string() })).parse(
    await db.$queryRaw`
      with matched as (
        select t.product_id, t.title, t.document @@ ${anchor}::tsquery as named from catalog_text t
        where t.language = ${language} and t.document @@ ${index}::tsquery
          and (t.document @@ ${words}::tsquery) is true limit ${rankedMax})
      select e.product_id as "productId"
      from matched m join catalog_entry e on e.product_id = m.product_id
      where e.status = 'active' and e.amounts ? ${currency}::text
      order by m.named desc, e.in_stock desc, lower(m.title) ^@ any(${beginnings}::text[]) desc, e.sold_count desc, e.product_id
      limit ${limit}`,
  );
  return readCards(
    db,
    rows.map(({ productId }) => productId),
    { language, currency },
  );
}

const anyOf = (queries: readonly string[]): string =>
  [...new Set(queries)]
    .filter(Boolean)
    .map((query) => `(${query})`)
    .join(" | ");

/**
 * Words in titles, the last one as a beginning. The index knows no weights, so it is asked for the words that say what a
 * product is, of which titles are the most, and the rows it finds for titles alone.
 */
function prefixQuery(language: Language, prefix: string, where: "anchor" | "anywhere" | "A"): string {
  const terms = planQuery(language, prefix, { prefixes: true });
  const last = queryWords(language, prefix).at(-1) ?? "";
  return terms
    .map(({ exact }, index) => {
      const begins: Lexeme[][] =
        index === terms.length - 1 && isJapanese(last) ? [[{ word: foldWord(last), prefix: true }]] : [];
      return writeTerm([...exact, ...begins], where);
    })
    .join(" & ");
}
