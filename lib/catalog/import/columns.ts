import { err, ok, type Result } from "@/lib/core/result";
import { withoutControls } from "@/lib/core/typed-text";

/**
 * The columns that are read, each under the names a Shopify export gives it: the long-standing template first, then the
 * one of 2025. Order and case don't matter, and columns that are not named here are passed over.
 */
const names = {
  handle: ["Handle", "URL handle"],
  title: ["Title"],
  bodyHtml: ["Body (HTML)", "Body HTML", "Body", "Description"],
  vendor: ["Vendor"],
  productCategory: ["Product Category", "Standard Product Type"],
  type: ["Type", "Custom Product Type"],
  tags: ["Tags"],
  published: ["Published", "Published on online store"],
  status: ["Status"],
  option1Name: ["Option1 Name"],
  option1Value: ["Option1 Value"],
  option2Name: ["Option2 Name"],
  option2Value: ["Option2 Value"],
  option3Name: ["Option3 Name"],
  option3Value: ["Option3 Value"],
  sku: ["Variant SKU", "SKU"],
  barcode: ["Variant Barcode", "Barcode"],
  grams: ["Variant Grams", "Weight value (grams)"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  price: ["Variant Price", "Price"],
  compareAt: ["Variant Compare At Price", "Compare-at price"],
  variantImage: ["Variant Image", "Variant image URL"],
  imageSrc: ["Image Src", "Product image URL"],
  imagePosition: ["Image Position"],
  imageAlt: ["Image Alt Text"],
} as const;

export type Column = keyof typeof names;
export type Cells = Record<Column, string>;

const isColumn = (key: string): key is Column => Object.hasOwn(names, key);
const columns: readonly Column[] = Object.keys(names).filter(isColumn);
const required: readonly Column[] = ["handle", "title", "price"];

const byName = new Map(
  columns.flatMap((column) => names[column].map((name): [string, Column] => [name.toLowerCase(), column])),
);

/** As the file's author knows it. */
export const columnName = (column: string): string => (isColumn(column) ? names[column][0] : column);

export interface Header {
  width: number;
  /** Where each column stands; absent when the file has none. */
  places: ReadonlyMap<Column, number>;
}

export function readHeader(cells: readonly string[]): Result<Header, { code: "columns_missing"; missing: string[] }> {
  const places = new Map<Column, number>();
  for (const [place, cell] of cells.entries()) {
    const column = byName.get(cell.trim().toLowerCase());
    if (column && !places.has(column)) places.set(column, place);
  }
  const missing = required.filter((column) => !places.has(column)).map(columnName);
  return missing.length > 0 ? err({ code: "columns_missing", missing }) : ok({ width: cells.length, places });
}

/** The product a row belongs to; empty when it names none. */
export const pickHandle = ({ places }: Header, cells: readonly string[]): string =>
  clean(cells[places.get("handle") ?? 0] ?? "");

/** A row by its columns' names, without what Postgres can't hold and nobody can see. What is not there is empty. */
export function pickCells(header: Header, cells: readonly string[]): Cells {
  const pick = (column: Column) => {
    const place = header.places.get(column);
    return place === undefined ? "" : clean(cells[place] ?? "");
  };
  return {
    handle: pick("handle"),
    title: pick("title"),
    bodyHtml: pick("bodyHtml"),
    vendor: pick("vendor"),
    productCategory: pick("productCategory"),
    type: pick("type"),
    tags: pick("tags"),
    published: pick("published"),
    status: pick("status"),
    option1Name: pick("option1Name"),
    option1Value: pick("option1Value"),
    option2Name: pick("option2Name"),
    option2Value: pick("option2Value"),
    option3Name: pick("option3Name"),
    option3Value: pick("option3Value"),
    sku: pick("sku"),
    barcode: pick("barcode"),
    grams: pick("grams"),
    quantity: pick("quantity"),
    price: pick("price"),
    compareAt: pick("compareAt"),
    variantImage: pick("variantImage"),
    imageSrc: pick("imageSrc"),
    imagePosition: pick("imagePosition"),
    imageAlt: pick("imageAlt"),
  };
}

const clean = (cell: string): string => (cell === "" ? cell : withoutControls(cell).trim());
