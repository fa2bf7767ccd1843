import type { Tx } from "@/lib/db/client";

/** How many units of each variant each location set aside for the order, and has not taken back. */
export async function readAside(
  tx: Tx,
  orderId: string,
  lines: readonly { productId: string }[],
): Promise<Map<string, Map<string, number>>> {
  const holds = await tx.stockHold.findMany({
    where: {
      productId: { in: [...new Set(lines.map(({ productId }) => productId))] },
      orderId,
      status: { in: ["held", "sold"] },
    },
    select: { variantId: true, locationId: true, quantity: true },
  });
  const aside = new Map<string, Map<string, number>>();
  for (const { variantId, locationId, quantity } of holds) {
    const locations = aside.get(variantId) ?? new Map<string, number>();
    locations.set(locationId, (locations.get(locationId) ?? 0) + quantity);
    aside.set(variantId, locations);
  }
  return aside;
}
