import { invariant } from "@/lib/core/invariant";
import type { OrderView } from "../read-order";
import type { RefundParts } from "../refund";
import { type Given, type ReplacementLine, replacementOf } from "./exchange";
import type { Exchange } from "./read-exchange";

export interface PlannedLine {
  /** Of the old order. */
  lineId: string;
  productId: string;
  variantId: string;
  quantity: number;
  given: Given;
  taxRatePpm: number;
  replacement: ReplacementLine;
}

export interface PlannedExchange {
  lines: PlannedLine[];
  /** What the replacement comes to, tax included. */
  amount: number;
  taxAmount: number;
  /** What goes back. */
  difference: number;
  differenceTax: number;
}

/** What goes out for the units that were taken back, and where their money goes: the two add up to it. */
export function planExchange(
  { lines: ordered, taxIncluded, currency }: Pick<OrderView, "lines" | "taxIncluded" | "currency">,
  { lines: wanted }: Exchange,
  parts: RefundParts,
): PlannedExchange {
  const lines = parts.lines.map((given): PlannedLine => {
    const old = ordered.find(({ lineId }) => lineId === given.lineId);
    const { unitAmount, productId, variantId } = wanted.find(({ lineId }) => lineId === given.lineId) ?? {};
    invariant(old && unitAmount && productId && variantId, "an exchange is of the order's lines");
    const { lineId, quantity } = given;
    const { taxRatePpm } = old;
    const replacement = replacementOf(given, { unitAmount, taxRatePpm }, { taxIncluded, currency });
    return { lineId, productId, variantId, quantity, given, taxRatePpm, replacement };
  });
  const amount = lines.reduce((sum, { replacement }) => sum + replacement.gross, 0);
  const taxAmount = lines.reduce((sum, { replacement }) => sum + replacement.taxAmount, 0);
  return {
    lines,
    amount,
    taxAmount,
    difference: parts.amount - amount,
    differenceTax: parts.taxAmount - taxAmount,
  };
}
