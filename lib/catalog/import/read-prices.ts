import type { Currency } from "@/lib/core/money";
import type { Row } from "./group-rows";
import { readAmount } from "./read-amount";
import type { FaultSink } from "./sink";

interface Prices {
  /** Minor units. */
  amount: number;
  compareAt: number | null;
}

/**
 * What a variant costs, and what it cost before. A sale price is the price, and the regular one what it is compared at;
 * one that begins or ends on a day is passed over with a note, for nothing here would end it.
 */
export function readPrices(row: Row, currency: Currency, sink: FaultSink): Prices {
  const { line, cells } = row;
  const regular = readPrice(row, currency, sink);
  const compareAt = readOptional(row, "compareAt", currency, sink);
  if (cells.salePrice === "") return { amount: regular, compareAt };
  if (cells.saleDates !== "") {
    sink.note(line, "sale_dated", { found: cells.salePrice, about: cells.saleDates });
    return { amount: regular, compareAt };
  }
  const sale = readOptional(row, "salePrice", currency, sink);
  return sale && sale < regular ? { amount: sale, compareAt: regular } : { amount: regular, compareAt };
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

function readOptional(
  { line, cells }: Row,
  column: "compareAt" | "salePrice",
  currency: Currency,
  sink: FaultSink,
): number | null {
  if (cells[column] === "") return null;
  const amount = readAmount(cells[column], currency);
  const code = column === "compareAt" ? "compare_at_invalid" : "sale_price_invalid";
  if (amount === null) sink.fault(line, code, { found: cells[column], about: currency });
  return amount;
}
