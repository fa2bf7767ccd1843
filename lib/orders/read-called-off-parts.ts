import type { Tx } from "@/lib/db/client";
import { readRefundable } from "./read-refundable";
import { allThatIsLeft, type RefundParts, refundOf, unsettledOf } from "./refund";

/**
 * What units called off come to, as far as their money has not gone back; with the last of an order's units all that is left, the
 * shipping too. Null: nothing.
 */
export async function readCalledOffParts(
  tx: Tx,
  order: { customerId: string; orderId: string },
  units: readonly { lineId: string; quantity: number }[],
  { all }: { all: boolean },
): Promise<RefundParts | null> {
  const refundable = await readRefundable(tx, order);
  if (!refundable) return null;
  const choice = all ? allThatIsLeft(refundable) : { lines: unsettledOf(refundable, units), shippingAmount: 0 };
  const parts = refundOf(refundable, choice);
  return parts.ok ? parts.value : null;
}
