import type { Tx } from "@/lib/db/client";

/** Cancelling, shipping, refunding and returning meet here: whoever holds the order's row sees what the others did. False: no such order. */
export async function lockOrder(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT 1 FROM "order" WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid FOR UPDATE`;
  return rows.length === 1;
}
