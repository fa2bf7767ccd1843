import type { Db } from "@/lib/db/client";
import { readRefundable } from "./read-refundable";
import { type RefundChoice, type RefundParts, refundOf } from "./refund";

/** What a choice comes to, before anything is done. */
export async function previewRefund(
  db: Db,
  key: { customerId: string; orderId: string },
  choice: RefundChoice,
): Promise<RefundParts | null> {
  const refundable = await readRefundable(db, key);
  const parts = refundable && refundOf(refundable, choice);
  return parts?.ok ? parts.value : null;
}
