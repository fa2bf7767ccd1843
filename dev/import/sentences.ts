import { columnName, type Header, shopifyName } from "@/lib/catalog/import/columns";
import { encodingNames } from "@/lib/catalog/import/encoding-names";
import type { Fault, FaultCode, Note, NoteCode } from "@/lib/catalog/import/fault";
import type { Scan, ScanError } from "@/lib/catalog/import/scan-file";

type NameColumn = (column: string) => string;
type Say<Remark> = (remark: Remark, name: NameColumn) => string;

const faults: Record<FaultCode, Say<Fault>> = {
  row_broken: () => "the row can't be read; in a table, most likely a quote in it is never closed",
  row_too_long: () => "the row is longer than a megabyte, or a quote in it is never closed",
  row_too_wide: () => "the row has more cells than the header; a comma in it may lack its quotes",
  handle_missing: (_, name) => `the row has no ${name("handle")}, nor what else would tell whose it is`,
  handle_taken: ({ found, about }, name) => `another product, "${found}", has the ${name("handle")} of line ${about}`,
  rows_apart: () =>
    "the product's rows do not stand together, and the file has too many such products; sort it by Handle",
  rows_too_many: () => "the product has too many rows",
  neighbour_broken: ({ about }) => `left out, because line ${about} could not be read and may be part of this product`,
  not_utf8: ({ about, found }, name) => `${name(about)} "${found}" can't be read; save the file as UTF-8`,
  quote_open: ({ about, found }, name) =>
    `a quote in ${name(about)} is never closed, so that it took in the row after it: "${found}"`,
  too_long: ({ about, found }, name) => `${name(about)} is too long: "${found}"`,
  title_missing: (_, name) => `the product has no ${name("title")}`,
  status_unknown: ({ found }, name) => `${name("status")} "${found}" is none of active, draft, archived`,
  published_unknown: ({ found }, name) => `${name("published")} "${found}" is neither TRUE nor FALSE`,
  price_missing: (_, name) => `the variant has no ${name("price")}`,
  price_invalid: ({ found, about }, name) =>
    `${name("price")} "${found}" is no price in ${about}; write it like 1299.00`,
  price_zero: (_, name) => `${name("price")} is 0; the shop can't sell for nothing`,
  compare_at_invalid: ({ found, about }, name) => `${name("compareAt")} "${found}" is no price in ${about}`,
  sale_price_invalid: ({ found, about }, name) => `${name("salePrice")} "${found}" is no price in ${about}`,
  grams_invalid: ({ found }, name) => `${name("grams")} "${found}" is no weight`,
  quantity_invalid: ({ found }, name) => `${name("quantity")} "${found}" is no quantity`,
  variant_missing: () => "the product has no variant: no row with a price",
  variants_too_many: ({ found, about }) => `the product has ${found} variants; ${about} are the most`,
  option_name_missing: ({ found }) =>
    found ? `the value "${found}" belongs to an option without a name` : "an option has no name, but the next one has",
  option_name_repeated: ({ found }) => `two options are called "${found}"`,
  option_value_missing: ({ about }) => `the variant has no value for ${about}`,
  variant_repeated: ({ found, about }) =>
    found
      ? `the variant ${found} stands on line ${about} already`
      : `a second variant, beside the one on line ${about}, but no option tells them apart`,
  sku_repeated: ({ found, about }) => `SKU "${found}" stands on line ${about} already`,
  tags_too_many: ({ found, about }) => `${found} tags; ${about} are the most`,
  picture_position_invalid: ({ found }, name) => `${name("imagePosition")} "${found}" is no number`,
  pictures_too_many: ({ found, about }) => `the product has ${found} pictures; ${about} are the most`,
  categories_too_many: ({ found, about }) =>
    `Type "${found}" would be one more new category than the ${about} of one import`,
  attributes_too_many: ({ found, about }) =>
    `the option "${found}" would be one more new option than the ${about} of one import`,
  values_too_many: ({ found, about }) => `the option "${found}" has more than ${about} values`,
  variant_held: ({ found }) =>
    `the file no longer has the variant ${found}, but an open order holds it; import again when that is paid or has lapsed`,
  refused_by_database: ({ found }) => `the database refused it (${found})`,
};

const notes: Record<NoteCode, Say<Note>> = {
  quantity_negative: ({ found }, name) => `${name("quantity")} is ${found}; taken as 0`,
  quantity_unknown: ({ found }, name) =>
    `${name("quantity")} "${found}" says not how many; taken as 0 until they are counted`,
  sale_dated: ({ found, about }, name) =>
    `${name("salePrice")} ${found} is for some days only (${about}), which an import can't end; the regular price stands`,
  picture_url_invalid: ({ found, about }, name) => `${name(about)} "${found}" is no http or https address; left out`,
  stock_below_held: ({ found, about }) => `stock stays at the ${about} units that open orders hold, not ${found}`,
};

const about = ({ line, handle }: { line: number; handle: string }) => `line ${line}${handle ? ` (${handle})` : ""}`;

export interface Remarks {
  fault: (fault: Fault) => string;
  note: (note: Note) => string;
}

/** Sentences that name columns as the file does, once its header is known. */
export function remarksOn(header: Header | null): Remarks {
  const name = (column: string) => (header ? columnName(header, column) : shopifyName(column));
  return {
    fault: (fault) => `${about(fault)}: ${faults[fault.code](fault, name)}`,
    note: (note) => `${about(note)}: note: ${notes[note.code](note, name)}`,
  };
}

export const readAsSentence = ({ header, source, rows }: Scan): string =>
  `Read as ${header.dialect.name}, text in ${encodingNames[source.encoding]}: ${rows} rows.`;

const unreadable: Record<Exclude<(ScanError | { code: "merchant_unknown" })["code"], "columns_missing">, string> = {
  file_missing: "can't be read.",
  empty: "is empty.",
  not_text: 'is no table as text. Export or save it as "CSV UTF-8".',
  workbook: 'is a workbook. Open it and save its sheet as "CSV UTF-8".',
  archive: "is an archive. Unpack it and import the file within.",
  page: "is a web page. Export the products as a table or a feed.",
  broken_archive: "is cut short or damaged: it can't be unpacked.",
  file_too_long: "unpacks to more than 4 GB. Unpack and split it.",
  products_too_many: "holds more than 16 million products. Split it.",
  merchant_unknown: "has nowhere to go: the merchant is gone.",
};

export function scanSentence(error: ScanError | { code: "merchant_unknown" }, file: string): string {
  if (error.code !== "columns_missing") return `${file} ${unreadable[error.code]}`;
  return `${file} is no product export: it has no column for ${error.missing.map(shopifyName).join(", ")}.`;
}
