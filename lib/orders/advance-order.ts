import type { Tx } from "@/lib/db/client";
import { changeOrderStatus } from "./change-status";
import type { OrderStatus } from "./order";
import { parcelsOf, shippedUnits } from "./parcels";

interface Progress {
  lines: readonly { lineId: string; quantity: number; cancelledQuantity: number }[];
  events: readonly { type: string; data: unknown; at: Date }[];
}

/** How far a paid order has come, by its parcels: null while none has left. */
export function progressOf({ lines, events }: Progress): OrderStatus | null {
  const parcels = parcelsOf(events);
  if (parcels.length === 0) return null;
  const units = shippedUnits(events);
  const left = lines.some(
    ({ lineId, quantity, cancelledQuantity }) => quantity - cancelledQuantity > (units.get(lineId) ?? 0),
  );
  if (left) return "partially_shipped";
  return parcels.every(({ deliveredAt }) => deliveredAt) ? "delivered" : "shipped";
}

/** Moves the order to where its parcels are. The caller holds the order's lock, and has written what changed. */
export async function advanceOrder(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  now: Date,
): Promise<void> {
  const lines = await tx.orderLine.findMany({
    where: { customerId, orderId },
    select: { lineId: true, quantity: true, cancelledQuantity: true },
  });
  const events = await tx.orderEvent.findMany({
    where: { customerId, orderId, type: { in: ["shipped", "delivered"] } },
    orderBy: { at: "asc" },
    select: { type: true, data: true, at: true },
  });
  const reached = progressOf({ lines, events });
  if (!reached) return;
  // An order whose last open unit was cancelled after its parcels arrived passes through `shipped` on its way.
  if (reached === "delivered") await changeOrderStatus(tx, { customerId, orderId }, "shipped", now);
  await changeOrderStatus(tx, { customerId, orderId }, reached, now);
}
