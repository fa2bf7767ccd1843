import { z } from "zod";
import { days } from "@/lib/core/clock";
import { parcelsOf } from "../parcels";

/**
 * Glossary. *Return*: units that come back to one merchant, asked for by the buyer. *Approve*: the buyer may send them.
 * *Inspect*: the merchant says how many are taken back, and how many of them can be sold again. *Resolution*: what the
 * buyer gets for what was taken back.
 */

export const returnStatuses = [
  "requested",
  "approved",
  "rejected",
  "received",
  "inspected",
  "refunded",
  "exchanged",
  "cancelled",
] as const;
export type ReturnStatus = (typeof returnStatuses)[number];
export const returnStatusSchema = z.enum(returnStatuses);

export const returnTransitions: Record<ReturnStatus, readonly ReturnStatus[]> = {
  requested: ["approved", "rejected", "cancelled"],
  approved: ["received", "cancelled"],
  rejected: [],
  received: ["inspected"],
  inspected: ["refunded", "exchanged", "rejected"],
  refunded: [],
  exchanged: [],
  cancelled: [],
};

/** Neither paid nor called off: its units are under way back, or here and not settled. */
export const openReturnStatuses = returnStatuses.filter((status) => returnTransitions[status].length > 0);

export const returnReasons = ["changed_mind", "wrong_size", "not_as_described", "damaged", "wrong_item"] as const;
export const returnReasonSchema = z.enum(returnReasons);
export type ReturnReason = (typeof returnReasons)[number];

export const resolutions = ["refund", "store_credit", "exchange"] as const;
export const resolutionSchema = z.enum(resolutions);
export type Resolution = (typeof resolutions)[number];

interface Returnable {
  lines: readonly { lineId: string; quantity: number; settledQuantity: number; merchantId: string }[];
  events: readonly { type: string; data: unknown; at: Date }[];
  returns: readonly { status: string; lines: readonly { lineId: string; quantity: number }[] }[];
}

/** A parcel nobody marked as delivered is taken to have arrived by then. */
const travelDays = 14;

/** How many units of each line may be sent back: they have left, their time is not over, and nobody gave them back. */
export function returnableUnits(
  { lines, events, returns }: Returnable,
  daysOf: ReadonlyMap<string, number>,
  now: Date,
): Map<string, number> {
  const parcels = parcelsOf(events);
  const standing = returns.filter(({ status }) => status !== "rejected" && status !== "cancelled");
  const unitsOf = (lists: readonly { lines: readonly { lineId: string; quantity: number }[] }[], lineId: string) =>
    lists.flatMap((each) => each.lines).reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
  return new Map(
    lines.map(({ lineId, quantity, settledQuantity, merchantId }) => {
      const returnDays = daysOf.get(merchantId) ?? 0;
      const inTime = parcels.filter(({ at, deliveredAt }) => {
        const arrived = deliveredAt?.getTime() ?? at.getTime() + days(travelDays);
        return now.getTime() <= arrived + days(returnDays);
      });
      const returned = unitsOf(standing, lineId);
      const sent = Math.min(unitsOf(inTime, lineId), unitsOf(parcels, lineId) - returned);
      // Units under way back are not settled yet: neither may be counted twice.
      const open = unitsOf(
        standing.filter(({ status }) => status !== "refunded" && status !== "exchanged"),
        lineId,
      );
      return [lineId, Math.max(0, Math.min(sent, quantity - settledQuantity - open))];
    }),
  );
}
