import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import type { Actor } from "./order";
import { oweRefund } from "./owe-refund";
import { readAmountDue } from "./read-amount-due";
import type { OrderView } from "./read-order";
import { readRefundable } from "./read-refundable";
import { allThatIsLeft, type RefundParts, refundOf } from "./refund";

interface Cancelled {
  cancellationId: string;
  units: readonly { line: { lineId: string }; quantity: number }[];
  /** With the last unit the shipping goes back as well. */
  all: boolean;
  /** What was to be taken before, while the money is only set aside. */
  dueBefore: number;
  reason: string;
  actor: Actor;
  merchantId?: string;
}

/** What was authorized and is never taken. */
export type Released = (Pick<RefundParts, "lines" | "shippingAmount"> & { shippingTaxAmount: number }) | null;

interface Settled {
  amount: number;
  released: Released;
}

/**
 * The money of cancelled units, under the order's lock: captured, it is owed back; only authorized, it is never taken.
 * Units whose money went back before are not paid twice.
 */
export async function settleCancelledMoney(
  tx: Tx,
  order: OrderView,
  cancelled: Cancelled,
  now: Date,
): Promise<Settled> {
  const refundable = await readRefundable(tx, order);
  invariant(refundable, "the order was read a moment ago");
  const leftOf = new Map(refundable.lines.map((line) => [line.lineId, line.quantity - line.settledQuantity]));
  const lines = cancelled.units.map(({ line: { lineId }, quantity }) => ({
    lineId,
    quantity: Math.min(quantity, leftOf.get(lineId) ?? 0),
  }));
  const parts = refundOf(refundable, cancelled.all ? allThatIsLeft(refundable) : { lines, shippingAmount: 0 });
  const authorized = order.payment?.status === "authorized";
  const value = parts.ok ? parts.value : { amount: 0, taxAmount: 0, shippingAmount: 0, lines: [] };
  if (authorized) return release(tx, order, value, cancelled, now);
  if (value.amount === 0) return { amount: 0, released: null };

  const owed = await oweRefund(tx, order, { ...wishOf(cancelled), ...value }, now);
  // Money given back by hand, without naming units, may have used up what was paid: no more than that goes back.
  if (!owed.ok && owed.error.left > 0)
    await oweRefund(tx, order, { ...wishOf(cancelled), amount: owed.error.left }, now);
  return { amount: owed.ok ? value.amount : owed.error.left, released: null };
}

function wishOf({ cancellationId, reason, actor, merchantId }: Cancelled) {
  return { refundId: cancellationId, reason, actor, ...(merchantId ? { merchantId } : {}) };
}

/** What is called off is not taken (readAmountDue). What the payment did not cover was paid by credit, and that goes back. */
async function release(
  tx: Tx,
  order: OrderView,
  parts: RefundParts,
  cancelled: Cancelled,
  now: Date,
): Promise<Settled> {
  const { customerId, orderId } = order;
  const due = cancelled.all ? 0 : await readAmountDue(tx, order);
  if (due === 0) await enqueue(tx, "payments.void", { customerId, orderId }, { key: orderId });
  const ofCredit = parts.amount - (cancelled.dueBefore - due);
  if (ofCredit > 0) {
    const owed = await oweRefund(tx, order, { ...wishOf(cancelled), amount: ofCredit }, now);
    invariant(owed.ok, "what the payment did not cover was credit");
  }
  const { amount, lines, shippingAmount, taxAmount } = parts;
  const shippingTaxAmount = lines.reduce((rest, line) => rest - line.taxAmount, taxAmount);
  return { amount, released: { lines, shippingAmount, shippingTaxAmount } };
}
