import type { HistoryEntry } from "./history";
import { isOfWhole, ownPartOf } from "./own-refund";

export interface SharedOrder {
  lines: readonly { lineId: string; merchantId: string }[];
  refunds: readonly {
    refundId: string;
    merchantId: string | null;
    lines: readonly { lineId: string; amount: number }[];
  }[];
}

/** What a bank questions is the payment of all, and each of them is told how much it is. */
const toldToAll: ReadonlySet<HistoryEntry["type"]> = new Set(["disputed", "dispute_closed"]);

/**
 * Of an order's history what one of its merchants may know: what the merchant did, and what befell the order as a whole. Where
 * others have a part in it, how much that comes to is theirs as well, and left out; of a refund for the lines of several the
 * merchant's own part is told.
 */
export function ownHistory(
  history: readonly HistoryEntry[],
  merchantId: string,
  { lines, refunds }: SharedOrder,
): HistoryEntry[] {
  if (lines.every((line) => line.merchantId === merchantId)) return [...history];
  const own = new Set(lines.flatMap((line) => (line.merchantId === merchantId ? [line.lineId] : [])));
  const byId = new Map(refunds.map((refund) => [refund.refundId, refund]));
  return history.flatMap((entry): HistoryEntry[] => {
    const { merchantId: by, refundId, lines: units = [], amount = 0, ...detail } = entry.detail;
    if (by) return by === merchantId ? [entry] : [];
    const ownUnits = units.filter(({ lineId }) => own.has(lineId));
    if (units.length > 0 && ownUnits.length === 0) return [];
    if (toldToAll.has(entry.type) || (units.length > 0 && ownUnits.length === units.length)) return [entry];
    const refund = byId.get(refundId ?? "");
    const part = refund ? ownPartOf(refund, merchantId, own) : null;
    if (refund && part === null) return [];
    const money = refund && part !== null && !isOfWhole(refund) ? { amount: Math.min(amount, part) } : {};
    return [{ ...entry, detail: { ...detail, ...money, ...(ownUnits.length > 0 ? { lines: ownUnits } : {}) } }];
  });
}
