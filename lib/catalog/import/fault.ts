import { cutText } from "@/lib/core/cut-text";

/** Why a row, and with it the whole of its product, was left out. The sentences stand with whoever shows them. */
export const faultCodes = [
  "row_broken",
  "row_too_long",
  "row_too_wide",
  "handle_missing",
  "handle_taken",
  "rows_apart",
  "rows_too_many",
  "neighbour_broken",
  "not_utf8",
  "quote_open",
  "too_long",
  "title_missing",
  "status_unknown",
  "published_unknown",
  "price_missing",
  "price_invalid",
  "price_zero",
  "compare_at_invalid",
  "sale_price_invalid",
  "grams_invalid",
  "quantity_invalid",
  "variant_missing",
  "variants_too_many",
  "option_name_missing",
  "option_name_repeated",
  "option_value_missing",
  "variant_repeated",
  "sku_repeated",
  "tags_too_many",
  "picture_position_invalid",
  "pictures_too_many",
  "categories_too_many",
  "attributes_too_many",
  "values_too_many",
  "variant_held",
  "refused_by_database",
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** What was put right on the way in and is worth knowing. */
export const noteCodes = [
  "quantity_negative",
  "quantity_unknown",
  "sale_dated",
  "picture_url_invalid",
  "stock_below_held",
] as const;
export type NoteCode = (typeof noteCodes)[number];

export interface Remark<Code extends string> {
  /** Line of the file, counted from 1, where the row begins. */
  line: number;
  code: Code;
  /** Empty where the row has none. */
  handle: string;
  /** What stood there, cut short. */
  found: string;
  /** The column it is about, or another line. */
  about: string;
}

export type Fault = Remark<FaultCode>;
export type Note = Remark<NoteCode>;

export function remark<Code extends string>(
  line: number,
  code: Code,
  handle: string,
  { found = "", about = "" } = {},
): Remark<Code> {
  return { line, code, handle: shorten(handle), found: shorten(found), about };
}

const shownMax = 60;

function shorten(text: string): string {
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.length > shownMax ? `${cutText(oneLine, shownMax - 1)}…` : oneLine;
}
