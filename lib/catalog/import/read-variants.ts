import type { Currency } from "@/lib/core/money";
import type { RowsTell } from "./dialects/dialect";
import { foldLabel } from "./fold-label";
import type { Row } from "./group-rows";
import type { ImportVariant } from "./import-product";
import { limits } from "./limits";
import { makeSku } from "./make-sku";
import { readOptionValues, readOwnOptionValues } from "./read-options";
import { readPrices } from "./read-prices";
import { readQuantity } from "./read-quantity";
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
  rowsTell: RowsTell;
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

function readVariant(row: Row, { handle, currency, optionNames, rowsTell, sink }: VariantContext): ImportVariant {
  const optionValues = (rowsTell === "part" ? readOptionValues : readOwnOptionValues)(row, optionNames, sink);
  const { amount, compareAt } = readPrices(row, currency, sink);
  return {
    line: row.line,
    // Exports put an apostrophe before long numbers, so that a spreadsheet leaves them alone.
    sku: readText(row, "sku", limits.sku, sink).replace(/^'/, "") || makeSku(handle, optionValues),
    barcode: readText(row, "barcode", limits.barcode, sink).replace(/^'/, "") || null,
    optionValues,
    grams: readGrams(row, sink),
    quantity: readQuantity(row, sink),
    amount,
    compareAtAmount: compareAt !== null && compareAt > amount ? compareAt : null,
  };
}

/** Whole, though some exports write `350.0`; `1,500` may be one and a half as well as a thousand and more. */
function readGrams({ line, cells }: Row, sink: FaultSink): number {
  if (cells.grams === "") return 0;
  const isPlain =
    /^\d{1,12}([.,]\d{1,6})?$/.test(cells.grams) && !/^[1-9]\d{0,2}(?:,|\.(?!000))\d{3}$/.test(cells.grams);
  const grams = isPlain ? Math.round(Number(cells.grams.replace(",", "."))) : Number.NaN;
  if (grams <= limits.grams) return grams;
  sink.fault(line, "grams_invalid", { found: cells.grams });
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
