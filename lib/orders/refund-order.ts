import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { dryRun } from "@/lib/db/dry-run";
import { inTransaction } from "@/lib/db/transaction";
import { isDisputed } from "./is-disputed";
import { isIdUsed } from "./is-id-used";
import { lockOrder } from "./lock-order";
import { type OweRefundError, oweRefund } from "./owe-refund";
import { costsOf, ownShare, whoseShare } from "./own-share";
import { readLost } from "./read-lost";
import { type RefundableOrder, readRefundable } from "./read-refundable";
import { type RefundChoice, type RefundChoiceError, type RefundParts, refundOf } from "./refund";

export interface OrderStaff {
  merchantId: string;
  staffId: string;
  /** Runs the shop itself: may give back shipping that more than one merchant has a part in. */
  operator?: boolean;
}

export interface RefundWish {
  customerId: string;
  orderId: string;
  /** The form's own, so that it is given back once. */
  refundId: string;
  choice: RefundChoice;
  reason: string;
  note: string;
}

export type RefundOrderError =
  | { code: "not_found" }
  | { code: "not_yours" }
  /** The money is only set aside: units are called off instead, and never taken. */
  | { code: "not_captured" }
  /** A bank has taken the payment back, and not decided yet. */
  | { code: "disputed" }
  /** So much of the payment a bank has taken back for good, the merchant's share of it, and less than is wanted is left. */
  | { code: "lost"; amount: number }
  | RefundChoiceError
  | OweRefundError;

/**
 * A member of staff gives money back: for units of the merchant's own lines, and for shipping where the whole order is
 * the merchant's, or for whoever runs the shop. Counted under the order's lock, so two clerks can't give the same unit back;
 * the form's own id makes a second click the first one again.
 */
export function refundOrder(
  db: Db,
  staff: OrderStaff,
  wish: RefundWish,
  now: Date,
): Promise<Result<RefundParts, RefundOrderError>> {
  return inTransaction(db, (tx) => refundChoice(tx, staff, wish, now));
}

/** What a wish comes to, before anybody is asked whether it is meant; null where the same form has given it back before. */
export async function previewRefund(
  db: Db,
  staff: OrderStaff,
  wish: RefundWish,
  now: Date,
): Promise<Result<RefundParts, RefundOrderError> | null> {
  if (await readParts(db, wish)) return null;
  return dryRun(db, (tx) => refundChoice(tx, staff, wish, now));
}

async function refundChoice(
  tx: Tx,
  staff: OrderStaff,
  wish: RefundWish,
  now: Date,
): Promise<Result<RefundParts, RefundOrderError>> {
  const { customerId, orderId, refundId, choice, reason, note } = wish;
  const key = { customerId, orderId };
  await lockOrder(tx, key);
  const order = await readRefundable(tx, key);
  const own = order?.lines.some(({ merchantId }) => merchantId === staff.merchantId) ?? false;
  if (!order || !(own || staff.operator)) return err({ code: "not_found" });
  if (!mayRefund(order, choice, staff)) return err({ code: "not_yours" });
  const before = await readParts(tx, wish);
  if (before) return ok(before);
  if (await isIdUsed(tx, key, refundId)) return err({ code: "not_found" });
  const authorized = await tx.payment.count({ where: { ...key, status: "authorized" } });
  if (authorized > 0) return err({ code: "not_captured" });
  if (await isDisputed(tx, key)) return err({ code: "disputed" });
  const parts = refundOf(order, choice);
  if (!parts.ok) return parts;
  const owed = await oweRefund(
    tx,
    key,
    {
      refundId,
      ...parts.value,
      reason,
      note,
      actor: `staff:${staff.staffId}`,
      ...(own ? { merchantId: staff.merchantId } : {}),
    },
    now,
  );
  if (!owed.ok) {
    const lost = await readLost(tx, key);
    const share = ownShare(lost, costsOf(order), whoseShare(staff));
    return lost > 0 ? err({ code: "lost", amount: share }) : owed;
  }
  await tx.auditEntry.create({
    data: {
      merchantId: staff.merchantId,
      entryId: newId(),
      staffId: staff.staffId,
      action: "order.refund",
      subject: orderId,
      data: { refundId, amount: parts.value.amount, reason },
      at: now,
    },
    select: { entryId: true },
  });
  return ok(parts.value);
}

function readParts(tx: Tx, { customerId, orderId, refundId }: RefundWish): Promise<RefundParts | null> {
  return tx.refund.findUnique({
    where: { customerId_orderId_refundId: { customerId, orderId, refundId } },
    select: {
      amount: true,
      taxAmount: true,
      shippingAmount: true,
      lines: { select: { lineId: true, quantity: true, amount: true, taxAmount: true } },
    },
  });
}

/** A merchant gives back what was the merchant's own; shipping only where nobody else has a part in it, or the shop does. */
function mayRefund(order: RefundableOrder, choice: RefundChoice, { merchantId, operator }: OrderStaff): boolean {
  const ownerOf = new Map(order.lines.map((line) => [line.lineId, line.merchantId]));
  if (choice.lines.some(({ lineId }) => (ownerOf.get(lineId) ?? merchantId) !== merchantId)) return false;
  return choice.shippingAmount === 0 || mayRefundShipping(order, { merchantId, operator });
}

export function mayRefundShipping(
  { lines }: Pick<RefundableOrder, "lines">,
  { merchantId, operator = false }: { merchantId: string; operator?: boolean | undefined },
): boolean {
  return operator || lines.every((line) => line.merchantId === merchantId);
}
