import type { Tx } from "@/lib/db/client";
import { readRefundable } from "../read-refundable";
import { grossOfShipping, type Refundable, type RefundChoice, type RefundParts, refundOf } from "../refund";
import { type OpenFailure, readOpenFailure } from "./made-up-for";

interface RefundKey {
  customerId: string;
  orderId: string;
  refundId: string;
}

/** All of it; or its units and shipping that have not gone back since, null where all have. */
export type StillOwed = { whole: true } | { whole: false; rest: RefundParts | null };

/**
 * What of a refund that failed is still owed, null where it was made up for since the books were compared. Asked under the
 * order's lock, by whoever means to give the money or to say that it was.
 */
export async function readStillOwed(tx: Tx, { customerId, orderId, refundId }: RefundKey): Promise<StillOwed | null> {
  const key = { customerId, orderId };
  const failed = await tx.refund.findFirst({
    where: { ...key, refundId, status: "failed" },
    select: { shippingAmount: true, lines: { select: { lineId: true, quantity: true } } },
  });
  const order = await readRefundable(tx, key);
  const open = await readOpenFailure(tx, { ...key, refundId });
  if (!failed || !order || !open) return null;
  const parts = refundOf(order, failed);
  if (open.whole && (parts.ok || parts.error.code === "nothing_chosen")) return { whole: true };
  const rest = refundOf(order, whatIsLeftOf(failed, order, open));
  return { whole: false, rest: rest.ok ? rest.value : null };
}

/** Whether a refund that failed is still owed whole. */
export async function isStillOwed(tx: Tx, key: RefundKey): Promise<boolean> {
  return (await readStillOwed(tx, key))?.whole ?? false;
}

function whatIsLeftOf({ lines }: RefundChoice, order: Refundable, open: OpenFailure): RefundChoice {
  const left = new Map(order.lines.map((line) => [line.lineId, line.quantity - line.settledQuantity]));
  return {
    lines: lines.map(({ lineId }) => ({ lineId, quantity: Math.min(open.unitsOf(lineId), left.get(lineId) ?? 0) })),
    shippingAmount: Math.min(open.shipping, grossOfShipping(order) - order.settledShipping),
  };
}
