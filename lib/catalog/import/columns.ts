import { err, ok, type Result } from "@/lib/core/result";
import { withoutControls } from "@/lib/core/typed-text";
import { amazon } from "./dialects/amazon";
import { articleList } from "./dialects/article-list";
import { type Cells, type Dialect, emptyCells, foldName } from "./dialects/dialect";
import { google } from "./dialects/google";
import { shopify } from "./dialects/shopify";
import { woocommerce } from "./dialects/woocommerce";

/** The most telling first: a file is read by the first whose columns it has. */
const dialects: readonly Dialect[] = [shopify, woocommerce, google, amazon, articleList];

export interface Header {
  dialect: Dialect;
  width: number;
  /** Where each field stands; absent when the file has none. */
  places: ReadonlyMap<string, number>;
  cells: readonly string[];
}

export type HeaderError = { code: "columns_missing"; missing: string[] };

export function readHeader(cells: readonly string[]): Result<Header, HeaderError> {
  const byName = new Map<string, number>();
  for (const [place, cell] of cells.entries()) {
    const name = foldName(cell);
    if (!byName.has(name)) byName.set(name, place);
  }
  const readings = dialects.map((dialect) => ({ dialect, places: placesOf(dialect, byName) }));
  const reading = readings.find(({ dialect, places }) => missingIn(dialect, places).length === 0);
  // A table of variants can't be read as one of articles: without handles nobody knows whose they are.
  const isVariants = reading?.dialect === articleList && placesOf(shopify, byName).has("option1Value");
  if (reading && !isVariants) return ok({ ...reading, width: cells.length, cells });
  const nearest = isVariants ? shopify : articleList;
  return err({ code: "columns_missing", missing: missingIn(nearest, placesOf(nearest, byName)) });
}

const missingIn = ({ marks }: Dialect, places: ReadonlyMap<string, number>): string[] =>
  marks.filter((mark) => !places.has(mark));

function placesOf({ names }: Dialect, byName: ReadonlyMap<string, number>): Map<string, number> {
  const places = new Map<string, number>();
  for (const [field, written] of Object.entries(names)) {
    const name = written.map(foldName).find((folded) => byName.has(folded));
    if (name !== undefined) places.set(field, byName.get(name) ?? 0);
  }
  return places;
}

/** As the file's author knows it. */
export function columnName({ cells, places }: Pick<Header, "cells" | "places">, column: string): string {
  const place = [column, ...(standIns[column] ?? [])].map((field) => places.get(field)).find((at) => at !== undefined);
  const written = place === undefined ? "" : (cells[place] ?? "").trim();
  return written || shopifyName(column);
}

/** Fields that a dialect reads another from. */
const standIns: Record<string, readonly string[]> = {
  handle: ["parent", "sku", "id"],
  sku: ["id"],
  quantity: ["availability"],
  grams: ["kilograms", "pounds", "ounces"],
  saleDates: ["saleStarts", "saleEnds"],
  imageSrc: ["image", "image1", "morePictures"],
  variantImage: ["imageSrc", "image"],
};

/** What the field is called where the file has no column for it. */
export const shopifyName = (column: string): string =>
  new Map<string, readonly string[]>(Object.entries(shopify.names)).get(column)?.[0] ?? column;

/** The product a row belongs to; empty when it names none. */
export const pickHandle = ({ dialect, places }: Header, cells: readonly string[]): string =>
  dialect.handleOf((field) => pick(places, cells, field));

/** A row by its columns' names, without what Postgres can't hold and nobody can see. What is not there is empty. */
export function pickCells(header: Header, row: readonly string[]): Cells {
  const { dialect, places } = header;
  const told = dialect.toCells((field) => pick(places, row, field));
  return { ...emptyCells, ...told, handle: pickHandle(header, row) };
}

function pick(places: ReadonlyMap<string, number>, cells: readonly string[], field: string): string {
  const place = places.get(field);
  const cell = place === undefined ? "" : (cells[place] ?? "");
  if (cell === "") return cell;
  const text = withoutControls(cell).trim();
  return maybeNone.has(field) && none.test(text) ? "" : text;
}

/** Programs write that there is nothing; an option may be called so, and a title. */
const none = /^(?:n\/a|null|nil|undefined|#n\/a|#nv|[-–—]+)$/i;
const maybeNone: ReadonlySet<string> = new Set([
  ...["sku", "barcode", "parent", "vendor", "type", "category", "productCategory", "tags", "grams", "quantity"],
  ...["kilograms", "pounds", "ounces", "saleStarts", "saleEnds", "availability"],
  ...["price", "salePrice", "saleDates", "compareAt", "imageSrc", "image", "morePictures", "variantImage"],
  ...["image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8"],
]);
