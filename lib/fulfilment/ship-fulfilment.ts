import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { changeOrderStatus } from "@/lib/orders/change-status";
import { statusesBefore } from "@/lib/orders/order";
import { recordEvent } from "@/lib/orders/record-event";
import { fulfilmentTransitions, type ShipInput } from "./fulfilment";

interface Actor {
  staffId: string;
  merchantId: string;
}

export type ShipError = { code: "not_found" } | { code: "already_shipped" } | { code: "cancelled" };

/**
 * The merchant has handed its part of an order to a carrier. In one transaction the fulfilment moves, the order's
 * history tells it, the buyer is owed a mail, and the order counts as shipped once every merchant's part is. Two clicks
 * ship once.
 */
export async function shipFulfilment(
  db: Db,
  { staffId, merchantId }: Actor,
  input: ShipInput,
  now: Date,
): Promise<Result<null, ShipError>> {
  const { fulfilmentId, carrier, tracking } = input;
  return inTransaction(db, async (tx) => {
    const { count } = await tx.fulfilment.updateMany({
      where: { merchantId, fulfilmentId, status: { in: statusesBefore(fulfilmentTransitions, "shipped") } },
      data: { status: "shipped", carrier, tracking, shippedAt: now, updatedAt: now },
    });
    const fulfilment = await tx.fulfilment.findUnique({
      where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
      select: { status: true, customerId: true, orderId: true, orderNumber: true },
    });
    if (!fulfilment) return err({ code: "not_found" });
    if (count === 0) return err({ code: fulfilment.status === "cancelled" ? "cancelled" : "already_shipped" });

    const order = { customerId: fulfilment.customerId, orderId: fulfilment.orderId };
    await tx.auditEntry.create({
      data: {
        merchantId,
        entryId: newId(),
        staffId,
        action: "fulfilment.shipped",
        subject: fulfilment.orderNumber,
        data: { carrier, tracking },
        at: now,
      },
      select: { entryId: true },
    });
    await recordShipment(tx, order, { fulfilmentId, carrier, tracking }, staffId, now);
    const cause = `shipped:${fulfilmentId}`;
    await tx.notice.createMany({ data: { ...order, cause, createdAt: now }, skipDuplicates: true });
    await enqueue(tx, "mail.send", { ...order, cause });
    return ok(null);
  });
}

/** Tells the order. The row is locked first: of two merchants shipping at once, the later one sees both parts. */
async function recordShipment(
  tx: Tx,
  order: { customerId: string; orderId: string },
  shipment: { fulfilmentId: string; carrier: string; tracking: string },
  staffId: string,
  now: Date,
): Promise<void> {
  const { customerId, orderId } = order;
  await tx.$queryRaw`SELECT 1 FROM "order" WHERE customer_id = ${customerId}::uuid AND order_id = ${orderId}::uuid FOR UPDATE`;
  await recordEvent(tx, order, { type: "shipped", actor: `staff:${staffId}`, at: now, data: shipment });
  const [parts, shipped] = await Promise.all([
    tx.orderLine.groupBy({ by: ["merchantId"], where: { customerId, orderId } }),
    tx.orderEvent.count({ where: { customerId, orderId, type: "shipped" } }),
  ]);
  if (shipped >= parts.length) await changeOrderStatus(tx, order, "shipped", now);
}
