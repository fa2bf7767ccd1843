import type { Tx } from "@/lib/db/client";
import { readRefundable } from "../read-refundable";
import { refundOf } from "../refund";
import { isMadeUpFor } from "./made-up-for";

/**
 * Whether a refund that failed is still owed, and whole: not made up for since the books were compared, and its units and
 * shipping not gone back in part. Asked under the order's lock, by whoever means to give the money or to say that it was.
 */
export async function isStillOwed(
  tx: Tx,
  { customerId, orderId, refundId }: { customerId: string; orderId: string; refundId: string },
): Promise<boolean> {
  const key = { customerId, orderId };
  const failed = await tx.refund.findFirst({
    where: { ...key, refundId, status: "failed" },
    select: { shippingAmount: true, lines: { select: { lineId: true, quantity: true } } },
  });
  const order = await readRefundable(tx, key);
  if (!failed || !order || (await isMadeUpFor(tx, { ...key, refundId }))) return false;
  const parts = refundOf(order, failed);
  return parts.ok || parts.error.code === "nothing_chosen";
}
