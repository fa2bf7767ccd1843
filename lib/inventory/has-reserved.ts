import type { Tx } from "@/lib/db/client";

/** Whether units of these products are reserved for an order that is not written: it was begun, or is in this moment. */
export async function hasReserved(
  tx: Tx,
  { orderId, lines }: { orderId: string; lines: readonly { productId: string }[] },
): Promise<boolean> {
  const productIds = [...new Set(lines.map(({ productId }) => productId))];
  const found = await tx.stockHold.findFirst({
    where: { productId: { in: productIds }, orderId, status: "reserved" },
    select: { orderId: true },
  });
  return found !== null;
}
