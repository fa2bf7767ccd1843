import type { HistoryEntry } from "./history";
import { isOfWhole, ownPartOf } from "./own-refund";
import { costsOf, ownShare } from "./own-share";

export interface SharedOrder {
  taxIncluded: boolean;
  shippingAmount: number;
  shippingTaxAmount: number;
  lines: readonly { lineId: string; merchantId: string; totalAmount: number; taxAmount: number }[];
  refunds: readonly {
    refundId: string;
    merchantId: string | null;
    lines: readonly { lineId: string; amount: number }[];
  }[];
}

/** What a bank questions is the payment of all, and each of them is told the own share of it. */
const sharedByAll: ReadonlySet<HistoryEntry["type"]> = new Set(["disputed", "dispute_closed"]);

/**
 * Of an order's history what one of its merchants may know: what the merchant did, and what befell the order as a whole. Where
 * others have a part in it, how much that comes to is theirs as well, and left out; of a refund for the lines of several the
 * merchant's own part is told. Who of another merchant's people called off the last of an order, and why, stays theirs.
 */
export function ownHistory(history: readonly HistoryEntry[], merchantId: string, order: SharedOrder): HistoryEntry[] {
  const { lines, refunds } = order;
  if (lines.every((line) => line.merchantId === merchantId)) return [...history];
  const own = new Set(lines.flatMap((line) => (line.merchantId === merchantId ? [line.lineId] : [])));
  const calledOff = history.flatMap(({ type, actor, at, detail }) =>
    type === "lines_cancelled" && detail.lines?.some(({ lineId }) => own.has(lineId))
      ? [`${actor} ${at.toJSON()}`]
      : [],
  );
  const byId = new Map(refunds.map((refund) => [refund.refundId, refund]));
  return history.flatMap((entry): HistoryEntry[] => {
    const { merchantId: by, refundId, lines: units = [], amount = 0, ...detail } = entry.detail;
    if (by) return by === merchantId ? [entry] : [];
    const ownUnits = units.filter(({ lineId }) => own.has(lineId));
    if (units.length > 0 && ownUnits.length === 0) return [];
    if (sharedByAll.has(entry.type)) {
      const share = amount > 0 ? { amount: ownShare(amount, costsOf(order), merchantId) } : {};
      return [{ ...entry, detail: { ...detail, ...share } }];
    }
    if (units.length > 0 && ownUnits.length === units.length) return [entry];
    const isByStaff = entry.type === "cancelled" && entry.actor.startsWith("staff:");
    if (isByStaff && !calledOff.includes(`${entry.actor} ${entry.at.toJSON()}`))
      return [{ ...entry, actor: "staff", detail: {} }];
    const refund = byId.get(refundId ?? "");
    const part = refund ? ownPartOf(refund, merchantId, own) : null;
    if (refund && part === null) return [];
    const isTold = amount > 0 && refund !== undefined && !isOfWhole(refund);
    const money = isTold && part !== null ? { amount: Math.min(amount, part) } : {};
    return [{ ...entry, detail: { ...detail, ...money, ...(ownUnits.length > 0 ? { lines: ownUnits } : {}) } }];
  });
}
