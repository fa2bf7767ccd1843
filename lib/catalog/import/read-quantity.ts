import { foldWord } from "./dialects/dialect";
import type { Row } from "./group-rows";
import { limits } from "./limits";
import type { FaultSink } from "./sink";

/** Feeds say whether there is any, not how many. */
const some = new Set([
  ...[
    "in stock",
    "instock",
    "available",
    "yes",
    "true",
    "unlimited",
    "infinite",
    "∞",
    "parent",
    "limited availability",
  ],
  ...["preorder", "pre order", "backorder", "onbackorder", "available for order"],
  ...["auf lager", "lieferbar", "verfügbar", "vorrätig", "sofort lieferbar", "ja", "unbegrenzt"],
  ...["在庫あり", "あり", "有", "○", "◯", "◎", "無制限"],
]);
const nothing = new Set([
  ...["", "out of stock", "outofstock", "sold out", "unavailable", "discontinued", "no", "false"],
  ...["nicht auf lager", "nicht lieferbar", "nicht verfügbar", "nicht vorrätig", "ausverkauft", "nein"],
  ...["在庫なし", "なし", "無", "売り切れ", "売切れ", "×", "✕"],
]);

/**
 * Units to sell. Nothing is sold that nobody has counted: where a file only says that there are some, it is 0 with a
 * note, and so is what was oversold elsewhere.
 */
export function readQuantity({ line, cells }: Row, sink: FaultSink): number {
  const word = foldWord(cells.quantity);
  if (nothing.has(word)) return 0;
  if (some.has(word)) {
    sink.note(line, "quantity_unknown", { found: cells.quantity });
    return 0;
  }
  const quantity = readCount(cells.quantity.normalize("NFKC").trim().toLowerCase());
  if (quantity === null || quantity > limits.quantity) {
    sink.fault(line, "quantity_invalid", { found: cells.quantity });
    return 0;
  }
  if (quantity < 0) sink.note(line, "quantity_negative", { found: cells.quantity });
  return Math.max(0, quantity);
}

const unit = /\s*(?:個|点|枚|本|台|冊|stk\.?|stück|st\.|pcs\.?|pc\.?|pieces|units?)$/;

/** A whole number, `12.0` and `1,234` among them; `1.000` may be one or a thousand, and is neither. */
function readCount(text: string): number | null {
  const number = text.replace(unit, "").replace("\u2212", "-");
  const [, whole] = /^(-?\d{1,12})(?:[.,]0{1,2}|[.,]0{4,6})?$/.exec(number) ?? [];
  if (whole !== undefined) return Number(whole);
  const isGrouped = /^-?[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$/.test(number) && !/^-?\d{1,3}[.,]000$/.test(number);
  return isGrouped ? Number(number.replace(/[.,' ]/g, "")) : null;
}
