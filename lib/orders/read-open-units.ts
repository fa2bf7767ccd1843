import type { Tx } from "@/lib/db/client";
import type { OrderView } from "./read-order";

/** Variant → location → units that its part of the order has not sent and not called off. Empty before the order is cut. */
export async function readOpenUnits(
  tx: Tx,
  { orderId, lines }: { orderId: string; lines: readonly Pick<OrderView["lines"][number], "merchantId">[] },
): Promise<Map<string, Map<string, number>>> {
  const parts = await tx.fulfilment.findMany({
    where: { merchantId: { in: [...new Set(lines.map(({ merchantId }) => merchantId))] }, orderId },
    select: {
      locationId: true,
      lines: { select: { variantId: true, quantity: true, shippedQuantity: true, cancelledQuantity: true } },
    },
  });
  const open = new Map<string, Map<string, number>>();
  for (const { locationId, lines: own } of parts)
    for (const { variantId, quantity, shippedQuantity, cancelledQuantity } of own) {
      const units = open.get(variantId) ?? new Map<string, number>();
      units.set(locationId, (units.get(locationId) ?? 0) + quantity - shippedQuantity - cancelledQuantity);
      open.set(variantId, units);
    }
  return open;
}
