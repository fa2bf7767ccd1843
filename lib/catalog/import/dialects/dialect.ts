/** What a row tells, whoever wrote it; texts as they stand in the file. */
export const emptyCells = {
  handle: "",
  title: "",
  bodyHtml: "",
  vendor: "",
  productCategory: "",
  type: "",
  tags: "",
  published: "",
  status: "",
  option1Name: "",
  option1Value: "",
  option2Name: "",
  option2Value: "",
  option3Name: "",
  option3Value: "",
  sku: "",
  barcode: "",
  grams: "",
  quantity: "",
  price: "",
  salePrice: "",
  saleDates: "",
  compareAt: "",
  variantImage: "",
  imageSrc: "",
  imagePosition: "",
  imageAlt: "",
} satisfies Record<string, string>;

export type Column = keyof typeof emptyCells;
export type Cells = Record<Column, string>;

/** Reads a field of the row at hand; what the file has no column for is empty. */
export type ReadField<Field extends string = string> = (field: Field) => string;

/**
 * What one row is: a part of a product that its first row names, a variant that names itself and its options, or a
 * product.
 */
export type RowsTell = "part" | "variant" | "product";

/** How one program writes products. A field that means the same as one of `Cells` has its name. */
export interface Dialect<Field extends string = string> {
  /** As its users call it. */
  name: string;
  /** A field's columns by the names they have, the one to be preferred first. Case, width, `_` and `-` don't matter. */
  names: Record<Field, readonly string[]>;
  /** A file without these is in no such dialect. */
  marks: readonly Field[];
  rowsTell: RowsTell;
  /** The product a row belongs to; empty when it names none. */
  handleOf(field: ReadField<Field>): string;
  /** What is not named is empty. */
  toCells(field: ReadField<Field>): Partial<Cells>;
}

/** A column's name, without the prefix that Google's fields have in a feed. */
export const foldName = (name: string): string => foldWord(name).replace(/^g: ?/, "");

/** What makes two words of a file one: case, width, `_` and `-` don't matter. */
export const foldWord = (word: string): string =>
  word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

/** Of several categories, the one that says most: `Clothing, Clothing > Hoodies` is Hoodies. */
export function deepest(categories: string): string {
  const level = (path: string) => path.split(/>|&gt;/).length;
  return categories
    .split(/(?<!\\),/)
    .map((path) => path.replaceAll("\\,", ",").trim())
    .reduce((best, path) => (level(path) > level(best) ? path : best));
}

const gramsOf = { kg: 1_000, g: 1, lb: 453.59237, lbs: 453.59237, oz: 28.349523125 } as const;
type WeightUnit = keyof typeof gramsOf;
const isUnit = (text: string): text is WeightUnit => Object.hasOwn(gramsOf, text);

/** A weight in grams, as text; one that can't be read stays as it is, to be told of. */
export function toGrams(weight: string, unit: WeightUnit): string {
  const [, number = "", own = unit] = /^([\d.,]+)\s*([a-z]*)$/.exec(weight.trim().toLowerCase()) ?? [];
  const written = own === "" ? unit : own;
  if (written === "g" && number !== "") return number;
  if (!/^\d{1,9}([.,]\d{1,6})?$/.test(number) || !isUnit(written)) return weight;
  return String(Math.round(Number(number.replace(",", ".")) * gramsOf[written]));
}

/** Of a column that says whether there is any: a 1 counts nothing. */
export const wordOfAvailability = (available: string): string =>
  /^1(?:[.,]0+)?$/.test(available) ? "in stock" : available;

/** Options by what they are called, those first that have a value. */
export function optionCells(options: readonly (readonly [name: string, value: string])[]): Partial<Cells> {
  const [first, second, third] = options.filter(([, value]) => value !== "");
  return {
    option1Name: first?.[0] ?? "",
    option1Value: first?.[1] ?? "",
    option2Name: second?.[0] ?? "",
    option2Value: second?.[1] ?? "",
    option3Name: third?.[0] ?? "",
    option3Value: third?.[1] ?? "",
  };
}
