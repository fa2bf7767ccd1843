import type { Fault, Note } from "./fault";

/** What each remark is about, where it is about one column; `about`: the remark names it. */
const columns: Partial<Record<(Fault | Note)["code"], string>> = {
  handle_missing: "handle",
  handle_taken: "handle",
  rows_apart: "handle",
  not_utf8: "about",
  quote_open: "about",
  too_long: "about",
  picture_url_invalid: "about",
  title_missing: "title",
  status_unknown: "status",
  published_unknown: "published",
  price_missing: "price",
  price_invalid: "price",
  price_zero: "price",
  compare_at_invalid: "compareAt",
  sale_price_invalid: "salePrice",
  sale_dated: "salePrice",
  grams_invalid: "grams",
  quantity_invalid: "quantity",
  quantity_negative: "quantity",
  quantity_unknown: "quantity",
  stock_below_held: "quantity",
  variant_missing: "price",
  sku_repeated: "sku",
  tags_too_many: "tags",
  picture_position_invalid: "imagePosition",
  pictures_too_many: "imageSrc",
  categories_too_many: "type",
};

/** The field that a remark is about, as `columnName` takes it; empty where it is about a whole row or product. */
export function columnOf({ code, about }: Fault | Note): string {
  const column = columns[code] ?? "";
  return column === "about" ? about : column;
}
