import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffActor } from "@/lib/auth/staff-actor";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { advanceOrder } from "@/lib/orders/advance-order";
import { lockOrder } from "@/lib/orders/lock-order";
import { statusesBefore } from "@/lib/orders/order";
import { oweNotice } from "@/lib/orders/owe-notice";
import { recordEvent } from "@/lib/orders/record-event";
import { type DeliverInput, shipmentTransitions } from "./fulfilment";
import { settleFulfilment } from "./settle-fulfilment";

export type DeliverError = { code: "not_found" } | { code: "already_delivered" };

/** A parcel has arrived. The fulfilment and the order are delivered once all of theirs have; told twice, it tells once. */
export async function markDelivered(
  db: Db,
  { staffId, merchantId }: StaffActor,
  { fulfilmentId, shipmentId }: DeliverInput,
  now: Date,
): Promise<Result<null, DeliverError>> {
  return inTransaction(db, async (tx) => {
    const fulfilment = await tx.fulfilment.findUnique({
      where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
      select: { customerId: true, orderId: true, orderNumber: true, shipments: { where: { shipmentId } } },
    });
    if (!fulfilment || fulfilment.shipments.length === 0) return err({ code: "not_found" });
    const { customerId, orderId, orderNumber } = fulfilment;
    const order = { customerId, orderId };
    await lockOrder(tx, order);
    const { count } = await tx.shipment.updateMany({
      where: {
        merchantId,
        fulfilmentId,
        shipmentId,
        status: { in: statusesBefore(shipmentTransitions, "delivered") },
      },
      data: { status: "delivered", deliveredAt: now },
    });
    if (count === 0) return err({ code: "already_delivered" });

    const data = { shipmentId, fulfilmentId, merchantId };
    await recordAudit(tx, { merchantId, staffId, now }, { action: "shipment.delivered", subject: orderNumber, data });
    await recordEvent(tx, order, { type: "delivered", actor: `staff:${staffId}`, at: now, data });
    await oweNotice(tx, order, `delivered:${shipmentId}`, now);
    await enqueue(tx, "webhooks.publish", {
      merchantId,
      eventId: newId(),
      type: "shipment.delivered",
      data: { ...data, orderId, number: orderNumber },
    });
    await settleFulfilment(tx, { merchantId, fulfilmentId }, now);
    await advanceOrder(tx, order, now);
    return ok(null);
  });
}
