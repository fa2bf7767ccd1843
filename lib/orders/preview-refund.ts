import type { Db } from "@/lib/db/client";
import { isDisputed } from "./is-disputed";
import { readMoneyLeft } from "./read-money-left";
import { readRefundable } from "./read-refundable";
import { type RefundChoice, type RefundParts, refundOf } from "./refund";
import { mayRefund, type OrderStaff } from "./refund-order";

/** What a choice comes to, before anything is done. Null: it is none, or not to be given: by this merchant, or now. */
export async function previewRefund(
  db: Db,
  staff: OrderStaff,
  key: { customerId: string; orderId: string },
  choice: RefundChoice,
): Promise<RefundParts | null> {
  const refundable = await readRefundable(db, key);
  if (!refundable || !mayRefund(refundable, choice, staff) || (await isDisputed(db, key))) return null;
  const parts = refundOf(refundable, choice);
  if (!parts.ok) return null;
  const { payment, credit } = await readMoneyLeft(db, key);
  return parts.value.amount <= payment + credit ? parts.value : null;
}
