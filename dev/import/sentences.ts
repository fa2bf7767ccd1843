import { columnName } from "@/lib/catalog/import/columns";
import type { Fault, FaultCode, Note, NoteCode } from "@/lib/catalog/import/fault";
import type { ScanError } from "@/lib/catalog/import/scan-file";

type Say<Remark> = (remark: Remark) => string;

const faults: Record<FaultCode, Say<Fault>> = {
  row_broken: () => "the row's quotes make no sense, or the last one is never closed",
  row_too_long: () =>
    "the row is longer than a megabyte; most likely a quote before it is never closed, so look at the rows after it too",
  row_too_wide: () => "the row has more cells than the header; a comma in it may lack its quotes",
  handle_missing: () => "the row has no Handle",
  handle_taken: ({ found, about }) => `another product, "${found}", has the Handle of line ${about}`,
  rows_apart: () =>
    "the product's rows do not stand together, and the file has too many such products; sort it by Handle",
  rows_too_many: () => "the product has too many rows",
  neighbour_broken: ({ about }) => `left out, because line ${about} could not be read and may be part of this product`,
  not_utf8: ({ about, found }) => `${columnName(about)} "${found}" is not UTF-8; save the file with that encoding`,
  quote_open: ({ about, found }) =>
    `a quote in ${columnName(about)} is never closed, so that it took in the row after it: "${found}"`,
  too_long: ({ about, found }) => `${columnName(about)} is too long: "${found}"`,
  title_missing: () => "the product has no Title",
  status_unknown: ({ found }) => `Status "${found}" is none of active, draft, archived`,
  published_unknown: ({ found }) => `Published "${found}" is neither TRUE nor FALSE`,
  price_missing: () => "the variant has no Variant Price",
  price_invalid: ({ found, about }) => `Variant Price "${found}" is no price in ${about}; write it like 1299.00`,
  price_zero: () => "Variant Price is 0; the shop can't sell for nothing",
  compare_at_invalid: ({ found, about }) => `Variant Compare At Price "${found}" is no price in ${about}`,
  grams_invalid: ({ found }) => `Variant Grams "${found}" is no weight`,
  quantity_invalid: ({ found }) => `Variant Inventory Qty "${found}" is no quantity`,
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
  picture_url_invalid: ({ found, about }) => `${columnName(about)} "${found}" is no http or https address`,
  picture_position_invalid: ({ found }) => `Image Position "${found}" is no number`,
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
  quantity_negative: ({ found }) => `Variant Inventory Qty is ${found}; taken as 0`,
  stock_below_held: ({ found, about }) => `stock stays at the ${about} units that open orders hold, not ${found}`,
};

const about = ({ line, handle }: { line: number; handle: string }) => `line ${line}${handle ? ` (${handle})` : ""}`;

export const faultSentence = (fault: Fault): string => `${about(fault)}: ${faults[fault.code](fault)}`;
export const noteSentence = (note: Note): string => `${about(note)}: note: ${notes[note.code](note)}`;

export function scanSentence(error: ScanError | { code: "merchant_unknown" }, file: string): string {
  if (error.code === "columns_missing")
    return `${file} is no product export: it has no column ${error.missing.join(", ")}.`;
  if (error.code === "not_text") return `${file} is no CSV in UTF-8. Export or save it as "CSV UTF-8".`;
  if (error.code === "empty") return `${file} is empty.`;
  if (error.code === "file_missing") return `${file} can't be read.`;
  return "The merchant is gone.";
}
