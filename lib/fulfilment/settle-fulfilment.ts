import type { Tx } from "@/lib/db/client";
import { statusesBefore } from "@/lib/orders/order";
import { type FulfilmentStatus, fulfilmentTransitions, shipmentStatusSchema, statusOf } from "./fulfilment";

/** Moves a fulfilment to the status its lines and parcels amount to, and tells it. The caller holds the order's lock. */
export async function settleFulfilment(
  tx: Tx,
  { merchantId, fulfilmentId }: { merchantId: string; fulfilmentId: string },
  now: Date,
): Promise<FulfilmentStatus> {
  const lines = await tx.fulfilmentLine.findMany({
    where: { merchantId, fulfilmentId },
    select: { quantity: true, shippedQuantity: true, cancelledQuantity: true },
  });
  const shipments = await tx.shipment.findMany({ where: { merchantId, fulfilmentId }, select: { status: true } });
  const status = statusOf(
    lines,
    shipments.map((shipment) => ({ status: shipmentStatusSchema.parse(shipment.status) })),
  );
  await tx.fulfilment.updateMany({
    where: { merchantId, fulfilmentId, status: { in: statusesBefore(fulfilmentTransitions, status) } },
    data: { status, updatedAt: now },
  });
  if (shipments.length > 0)
    await tx.fulfilment.updateMany({ where: { merchantId, fulfilmentId, shippedAt: null }, data: { shippedAt: now } });
  return status;
}
