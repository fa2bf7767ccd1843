import type { Language } from "../../lib/i18n/markets";
import { codeMarks } from "../../lib/search/code-marks";
import { headWords } from "../../lib/search/head-noun";
import { marksOf, quoteMark } from "../../lib/search/marks";
import { writeTitled } from "../../lib/search/write-document";
import type { MadeProduct, MadeText } from "./make-products";
import type { Word } from "./vocabulary";

/** Rows of the projection's tables as COPY reads them. */
export const line = (...cells: (string | number | null)[]) => `${cells.map((cell) => cell ?? "\\N").join("\t")}\n`;
export const array = (values: readonly (string | number)[]) => `{${values.join(",")}}`;

export const entryColumns =
  "product_id, merchant_id, merchant_name, handle, status, brand, lineage, facets, codes, swatches, hue, variant_count, stock, in_stock, amounts, sold_count, rating_count, rating, published_at, updated_at";

export const entryLine = (made: MadeProduct, index: number): string =>
  line(
    made.productId,
    `00000000-0000-7000-9000-${String(made.merchant).padStart(12, "0")}`,
    `Merchant ${made.merchant}`,
    `p${index}`,
    "active",
    made.brand,
    array(made.lineage),
    array(made.facets),
    array(made.codes),
    "{}",
    index % 360,
    2,
    made.stock,
    made.stock > 0 ? "t" : "f",
    JSON.stringify(made.prices),
    made.soldCount,
    made.ratingCount,
    made.rating,
    made.publishedAt,
    made.publishedAt,
  );

export const priceLines = ({ productId, prices }: MadeProduct): string =>
  Object.entries(prices)
    .map(([currency, amount]) => line(currency, productId, amount, amount))
    .join("");

export function textLine(made: MadeProduct, index: number, language: Language, text: MadeText, tier: number): string {
  return line(
    language,
    made.productId,
    titleOf(text),
    `p-${index}`,
    documentOf(language, text, quotedMarks(made)),
    tier,
  );
}

/** Codes are each product's own: kept like the others they would fill the memory. */
function quotedMarks(made: MadeProduct): string[] {
  const prices = Object.entries(made.prices).map(([currency, amount]) => ({ currency, amount }));
  return [
    ...marksOf({ ...made, prices, publishedAt: new Date(made.publishedAt) }).map(quoted),
    ...codeMarks(made.codes.slice(0, 1)).map(quoteMark),
  ];
}

export const titleOf = ({ title }: MadeText): string => surfacesOf(title).join(" ");

const surfacesOf = (words: readonly Word[]): string[] => words.map(({ surface }) => surface);

/** As writeDocument writes it. */
function documentOf(language: Language, text: MadeText, marks: string[]): string {
  const { title, names, categories, description } = text;
  let document = "";
  for (const word of title) document += `${word.written("a")} `;
  for (const word of names) document += `${word.written("b")} `;
  for (const word of description) document += `${word.written("d")} `;
  const words = title.flatMap(({ lexemes }) => lexemes);
  const titled = headWords(language, titleOf(text), words, surfacesOf(categories));
  return document + [...writeTitled(titled), ...marks].join(" ");
}

const quotes = new Map<string, string>();

function quoted(mark: string): string {
  const known = quotes.get(mark) ?? quoteMark(mark);
  quotes.set(mark, known);
  return known;
}
