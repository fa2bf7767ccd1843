import type { Tx } from "@/lib/db/client";
import { readRefundable } from "../read-refundable";
import {
  grossOfShipping,
  type Refundable,
  type RefundChoice,
  type RefundParts,
  refundOf,
  unsettledOf,
} from "../refund";
import { type OpenFailure, readOpenFailure } from "./made-up-for";
import type { RefundKey } from "./review-refund";

/** All of its payment's part; or what has not gone back since of its units, its shipping and its money. */
export interface StillOwed {
  whole: boolean;
  /** Null where no money is owed. */
  parts: RefundParts | null;
}

/**
 * What of a refund that failed is still owed, null where it was made up for since the books were compared. Asked under the
 * order's lock, by whoever means to give the money or to say that it was. Whether so much is left of what was paid is
 * theirs to see.
 */
export async function readStillOwed(tx: Tx, { customerId, orderId, refundId }: RefundKey): Promise<StillOwed | null> {
  const key = { customerId, orderId };
  const failed = await tx.refund.findFirst({
    where: { ...key, refundId, status: "failed" },
    select: {
      ...{ paymentAmount: true, taxAmount: true, shippingAmount: true },
      lines: { select: { lineId: true, quantity: true, amount: true, taxAmount: true } },
    },
  });
  const order = await readRefundable(tx, key);
  const open = await readOpenFailure(tx, { ...key, refundId });
  if (!failed || !order || !open) return null;
  const { paymentAmount: amount, ...parts } = failed;
  const again = refundOf(order, parts);
  if (open.whole && (again.ok || again.error.code === "nothing_chosen"))
    return { whole: true, parts: upTo(amount, { ...parts, amount }) };
  return { whole: false, parts: upTo(open.money, whatIsLeftOf(parts, order, open)) };
}

/** What is left of its units and shipping; of one that was for nothing in particular, all the money is. */
function whatIsLeftOf(
  { lines, shippingAmount }: RefundChoice,
  order: Refundable,
  open: OpenFailure,
): RefundParts | null {
  if (lines.length === 0 && shippingAmount === 0)
    return { amount: open.money, taxAmount: 0, shippingAmount: 0, lines: [] };
  const units = lines.map(({ lineId }) => ({ lineId, quantity: open.unitsOf(lineId) }));
  const rest = refundOf(order, {
    lines: unsettledOf(order, units),
    shippingAmount: Math.min(open.shipping, grossOfShipping(order) - order.settledShipping),
  });
  return rest.ok ? rest.value : null;
}

/** What a refund gave as credit was given then: only what its payment was to give is missing. */
export function upTo(most: number, parts: RefundParts | null): RefundParts | null {
  const amount = Math.min(most, parts?.amount ?? 0);
  return parts && amount > 0 ? { ...parts, amount, taxAmount: Math.min(parts.taxAmount, amount) } : null;
}
