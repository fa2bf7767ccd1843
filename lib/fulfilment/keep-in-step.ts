import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import { advanceOrder } from "@/lib/orders/advance-order";
import { lockOrder } from "@/lib/orders/lock-order";
import { cutParts } from "./cut-parts";
import { shipmentStatusSchema, statusOf } from "./fulfilment";
import { type OrderedLine, type OrderParts, type Part, readOrderParts } from "./read-order-parts";
import { settleFulfilment } from "./settle-fulfilment";

const goodStatuses = new Set<string>(["paid", "partially_shipped", "shipped", "delivered"]);

/**
 * Brings the merchants' parts to what their order says: cuts what was not cut, settles those that units were called off
 * from. Takes the order's lock and keeps it, so that what the caller ships next is what nobody can cancel any more. Told
 * twice, it changes nothing.
 */
export async function keepInStep(tx: Tx, key: { customerId: string; orderId: string }, now: Date): Promise<void> {
  await lockOrder(tx, key);
  const order = await readOrderParts(tx, key);
  if (!order || !(goodStatuses.has(order.status) || order.status === "cancelled")) return;
  for (const [merchantId, lines] of Map.groupBy(order.lines, (line) => line.merchantId)) {
    const parts = order.parts.filter((part) => part.merchantId === merchantId);
    if (parts.length > 0) await settleParts(tx, order, lines, parts, now);
    else if (order.status !== "cancelled") await cutParts(tx, order, merchantId, lines, now);
  }
  const { customerId, orderId, cutAt, status } = order;
  if (!cutAt && status !== "cancelled")
    await tx.order.updateMany({ where: { customerId, orderId }, data: { cutAt: now } });
  await advanceOrder(tx, key, now);
}

/** Moves parts to the status that they have come to since units were called off (callOffParts), and tells their ends. */
async function settleParts(
  tx: Tx,
  order: OrderParts,
  lines: readonly OrderedLine[],
  parts: readonly Part[],
  now: Date,
): Promise<void> {
  for (const { lineId, quantity, cancelledQuantity } of lines)
    invariant(
      standingOf(lineId, parts) === quantity - cancelledQuantity,
      `the parts of order ${order.orderId} stand for what it stands for`,
    );
  for (const { merchantId, fulfilmentId, status, lines: own, shipments } of parts) {
    const sent = shipments.map((shipment) => ({ status: shipmentStatusSchema.parse(shipment.status) }));
    if (statusOf(own, sent) === status) continue;
    if ((await settleFulfilment(tx, { merchantId, fulfilmentId }, now)) !== "cancelled") continue;
    await enqueue(tx, "webhooks.publish", {
      merchantId,
      eventId: newId(),
      type: "fulfilment.cancelled",
      data: { fulfilmentId, orderId: order.orderId, number: order.number },
    });
  }
}

const standingOf = (lineId: string, parts: readonly Part[]): number =>
  parts
    .flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId))
    .reduce((sum, { quantity, cancelledQuantity }) => sum + quantity - cancelledQuantity, 0);
