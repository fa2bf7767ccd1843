import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { finishRefund } from "./finish-refund";
import { giveBackCredit } from "./give-back-credit";
import { lockOrder } from "./lock-order";
import type { Actor } from "./order";
import { readMoneyLeft } from "./read-money-left";
import { recordEvent } from "./record-event";

interface OrderKey {
  customerId: string;
  orderId: string;
}

export interface RefundWish {
  /** Stable, where the cause can be told twice: the second time owes nothing more. */
  refundId?: string;
  /** Payment and credit together, tax included. */
  amount: number;
  /** The order's own payment when left out. Money of another payment (paid twice) goes back whole and counts apart. */
  paymentIntentId?: string;
  lines?: readonly { lineId: string; quantity: number; amount: number; taxAmount: number }[];
  shippingAmount?: number;
  taxAmount?: number;
  reason: string;
  note?: string;
  actor: Actor;
  merchantId?: string;
  returnId?: string;
  /** Where it goes: to what paid for it, when left out. */
  to?: "source" | "store_credit";
}

export type OweRefundError = { code: "too_much"; left: number };

/**
 * Owes money back, in the caller's transaction: never more than was taken and is not owed already. The payment gives
 * first; what it can't goes back to the gift cards and store credit the order was paid with, at once. As store credit, the
 * whole amount goes there.
 */
export async function oweRefund(
  tx: Tx,
  order: OrderKey,
  wish: RefundWish,
  now: Date,
): Promise<Result<{ refundId: string; paymentAmount: number; creditAmount: number }, OweRefundError>> {
  const key = { customerId: order.customerId, orderId: order.orderId };
  const refundId = wish.refundId ?? newId();
  await lockOrder(tx, key);
  const known = await tx.refund.findUnique({
    where: { customerId_orderId_refundId: { ...key, refundId } },
    select: { refundId: true, paymentAmount: true, creditAmount: true },
  });
  if (known) return ok(known);

  const left = await readMoneyLeft(tx, key, wish.paymentIntentId);
  const most = left.stray ? wish.amount : left.payment + left.credit;
  if (wish.amount <= 0 || wish.amount > most || left.strayGone) return err({ code: "too_much", left: most });
  const asCredit = wish.to === "store_credit";
  const paymentAmount = asCredit ? 0 : left.stray ? wish.amount : Math.min(wish.amount, left.payment);
  const creditAmount = wish.amount - paymentAmount;

  await tx.refund.create({
    data: {
      ...key,
      refundId,
      currency: left.currency,
      amount: wish.amount,
      paymentAmount,
      creditAmount,
      shippingAmount: wish.shippingAmount ?? 0,
      taxAmount: wish.taxAmount ?? 0,
      reason: wish.reason,
      note: wish.note ?? "",
      actor: wish.actor,
      merchantId: wish.merchantId ?? null,
      returnId: wish.returnId ?? null,
      paymentIntentId: paymentAmount > 0 ? left.paymentIntentId : null,
      createdAt: now,
      updatedAt: now,
    },
    select: { refundId: true },
  });
  await tx.refundLine.createMany({ data: (wish.lines ?? []).map((line) => ({ ...key, refundId, ...line })) });
  await recordEvent(tx, key, {
    type: "refund_due",
    actor: wish.actor,
    at: now,
    data: { refundId, paymentIntentId: left.paymentIntentId, amount: wish.amount, reason: wish.reason },
  });
  const entry = { delta: creditAmount, reason: wish.reason, orderId: key.orderId, actor: wish.actor };
  if (asCredit) await changeStoreCredit(tx, { customerId: key.customerId, currency: left.currency, ...entry }, now);
  else if (creditAmount > 0) await giveBackCredit(tx, key, { amount: creditAmount, actor: wish.actor }, now);
  if (paymentAmount > 0) await enqueue(tx, "payments.refund", { ...key, refundId }, { key: refundId });
  else await finishRefund(tx, key, { refundId, to: "succeeded", actor: wish.actor }, now);
  return ok({ refundId, paymentAmount, creditAmount });
}
