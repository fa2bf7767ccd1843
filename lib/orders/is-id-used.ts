import type { Tx } from "@/lib/db/client";

/**
 * Whether something of the order has the id already that a form brings for something new. Returns and units called off lend
 * theirs to their refund, so that it is owed once: two of them with one id, as only a hand writes it, would be told of twice
 * and paid once. Under the order's lock.
 */
export async function isIdUsed(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  id: string,
): Promise<boolean> {
  const refunds = await tx.refund.count({ where: { customerId, orderId, refundId: id } });
  const returns = await tx.return.count({ where: { customerId, orderId, returnId: id } });
  return refunds + returns > 0;
}
