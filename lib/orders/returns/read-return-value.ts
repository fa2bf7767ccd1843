import type { Db, Tx } from "@/lib/db/client";
import { isPaidOtherwise } from "../is-paid-otherwise";
import { readAmountDue } from "../read-amount-due";
import { readLost } from "../read-lost";
import { readMoneyLeft } from "../read-money-left";
import { readRefundable } from "../read-refundable";
import { type RefundParts, refundOf } from "../refund";
import type { ReturnKey } from "./change-return";
import type { Shortfall } from "./shortfall";

export interface ReturnValue {
  /** What the accepted units come to, those left out whose money went back before. Null: nothing. */
  parts: RefundParts | null;
  /** What of it is still there to go back: less where money went back without naming units. */
  amount: number;
  /** The rest is set aside, and has to be taken before it can go back. */
  isUntaken: boolean;
  /** Why it is less than the accepted units cost; null where it is all of it, or will be once it is taken. */
  shortfall: Shortfall | null;
}

type OrderKey = Pick<ReturnKey, "customerId" | "orderId">;

/** What a return is worth to its buyer now. Null: nothing was taken back. */
export async function readReturnValue(tx: Tx | Db, key: Omit<ReturnKey, "merchantId">): Promise<ReturnValue | null> {
  const { customerId, orderId, returnId } = key;
  const lines = await tx.returnLine.findMany({
    where: { customerId, orderId, returnId },
    select: { lineId: true, acceptedQuantity: true },
  });
  const refundable = await readRefundable(tx, key);
  if (!refundable || !lines.some(({ acceptedQuantity }) => acceptedQuantity)) return null;
  const leftOf = new Map(refundable.lines.map((line) => [line.lineId, line.quantity - line.settledQuantity]));
  const accepted = lines.map(({ lineId, acceptedQuantity }) => ({
    lineId,
    quantity: Math.min(acceptedQuantity ?? 0, leftOf.get(lineId) ?? 0),
  }));
  const parts = refundOf(refundable, { lines: accepted, shippingAmount: 0 });
  if (!parts.ok || parts.value.amount === 0) {
    const isGivenBack = lines.some(
      ({ lineId, acceptedQuantity }) => (acceptedQuantity ?? 0) > (leftOf.get(lineId) ?? 0),
    );
    return { parts: null, amount: 0, isUntaken: false, shortfall: isGivenBack ? "given_back" : "free" };
  }
  const { payment, credit } = await readMoneyLeft(tx, key);
  const amount = Math.min(parts.value.amount, payment + credit);
  const short = parts.value.amount - amount;
  const untaken = short > 0 ? await tx.payment.count({ where: { customerId, orderId, status: "authorized" } }) : 0;
  const isUntaken = untaken > 0;
  return {
    parts: parts.value,
    amount,
    isUntaken,
    shortfall: short > 0 && !isUntaken ? await readShortfall(tx, key, short) : null,
  };
}

/**
 * What a bank has taken back for good is short because of that. Only what the shop never had can have been paid elsewhere:
 * what is short of more than that went back before.
 */
async function readShortfall(tx: Tx | Db, { customerId, orderId }: OrderKey, short: number): Promise<Shortfall> {
  if ((await readLost(tx, { customerId, orderId })) >= short) return "lost";
  const { capturedAmount } = await tx.payment.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
    select: { capturedAmount: true },
  });
  if ((await readAmountDue(tx, { customerId, orderId })) - capturedAmount < short) return "given_back";
  const events = await tx.orderEvent.findMany({
    where: { customerId, orderId, type: "reconciled" },
    select: { type: true, data: true },
  });
  return isPaidOtherwise({ events }) ? "paid_otherwise" : "unpaid";
}
