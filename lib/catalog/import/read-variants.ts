import type { Currency } from "@/lib/core/money";
import { foldLabel } from "./fold-label";
import type { Row } from "./group-rows";
import type { ImportVariant } from "./import-product";
import { limits } from "./limits";
import { makeSku } from "./make-sku";
import { readAmount } from "./read-amount";
import { readOptionValues } from "./read-options";
import { type FaultSink, readText } from "./sink";

/** Rows that only add a picture say nothing of a variant. */
export const isVariantRow = ({ cells }: Row): boolean =>
  [
    cells.option1Value,
    cells.option2Value,
    cells.option3Value,
    cells.sku,
    cells.price,
    cells.quantity,
    cells.barcode,
  ].some((cell) => cell !== "");

interface VariantContext {
  handle: string;
  currency: Currency;
  optionNames: string[];
  sink: FaultSink;
}

export function readVariants(rows: readonly Row[], context: VariantContext): { row: Row; variant: ImportVariant }[] {
  const { sink } = context;
  const [last] = rows.slice(limits.variants);
  if (last) sink.fault(last.line, "variants_too_many", { found: String(rows.length), about: String(limits.variants) });
  const read = rows.map((row) => ({ row, variant: readVariant(row, context) }));
  refuseRepeated(
    read.map(({ variant }) => variant),
    sink,
  );
  return read;
}

function readVariant(row: Row, { handle, currency, optionNames, sink }: VariantContext): ImportVariant {
  const optionValues = readOptionValues(row, optionNames, sink);
  const amount = readPrice(row, currency, sink);
  const compareAt = readCompareAt(row, currency, sink);
  return {
    line: row.line,
    // Exports put an apostrophe before long numbers, so that a spreadsheet leaves them alone.
    sku: readText(row, "sku", limits.sku, sink).replace(/^'/, "") || makeSku(handle, optionValues),
    barcode: readText(row, "barcode", limits.barcode, sink).replace(/^'/, "") || null,
    optionValues,
    grams: readNumber(row, "grams", limits.grams, sink),
    quantity: readQuantity(row, sink),
    amount,
    compareAtAmount: compareAt !== null && compareAt > amount ? compareAt : null,
  };
}

function readPrice({ line, cells }: Row, currency: Currency, sink: FaultSink): number {
  if (cells.price === "") {
    sink.fault(line, "price_missing");
    return 0;
  }
  const amount = readAmount(cells.price, currency);
  if (amount === null) sink.fault(line, "price_invalid", { found: cells.price, about: currency });
  // Payment refuses an order of nothing, and a zero is far more often a slip than a gift.
  if (amount === 0) sink.fault(line, "price_zero");
  return amount ?? 0;
}

function readCompareAt({ line, cells }: Row, currency: Currency, sink: FaultSink): number | null {
  if (cells.compareAt === "") return null;
  const amount = readAmount(cells.compareAt, currency);
  if (amount === null) sink.fault(line, "compare_at_invalid", { found: cells.compareAt, about: currency });
  return amount;
}

const plainNumber = /^-?\d{1,12}(\.\d{1,6})?$/;

/** Weights and counts are whole, though some exports write `350.0`. */
function readNumber({ line, cells }: Row, column: "grams" | "quantity", numberMax: number, sink: FaultSink): number {
  const cell = cells[column];
  if (cell === "") return 0;
  const number = plainNumber.test(cell) ? Math.round(Number(cell)) : Number.NaN;
  const isFine = number <= numberMax && (number >= 0 || column === "quantity");
  if (!isFine) sink.fault(line, column === "grams" ? "grams_invalid" : "quantity_invalid", { found: cell });
  return isFine ? number : 0;
}

/** Oversold elsewhere: here there is nothing to sell. */
function readQuantity(row: Row, sink: FaultSink): number {
  const quantity = readNumber(row, "quantity", limits.quantity, sink);
  if (quantity >= 0) return quantity;
  sink.note(row.line, "quantity_negative", { found: row.cells.quantity });
  return 0;
}

function refuseRepeated(variants: readonly ImportVariant[], sink: FaultSink): void {
  const bySku = new Map<string, number>();
  const byOptions = new Map<string, number>();
  for (const { line, sku, optionValues } of variants) {
    const options = JSON.stringify(optionValues.map(foldLabel));
    const sameOptions = byOptions.get(options);
    const sameSku = bySku.get(sku);
    if (sameOptions !== undefined)
      sink.fault(line, "variant_repeated", { found: optionValues.join(" / "), about: String(sameOptions) });
    else if (sameSku !== undefined) sink.fault(line, "sku_repeated", { found: sku, about: String(sameSku) });
    byOptions.set(options, line);
    bySku.set(sku, line);
  }
}
