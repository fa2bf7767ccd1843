import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { readAside } from "@/lib/inventory/read-aside";
import { enqueue } from "@/lib/jobs/queue";
import { advanceOrder } from "@/lib/orders/advance-order";
import { lockOrder } from "@/lib/orders/lock-order";
import { shareOf } from "@/lib/orders/refund";
import { cutParts } from "./cut-parts";
import { leftOf } from "./fulfilment";
import { type OrderedLine, type OrderParts, type Part, readOrderParts } from "./read-order-parts";
import { settleFulfilment } from "./settle-fulfilment";

const goodStatuses = new Set<string>(["paid", "partially_shipped", "shipped", "delivered"]);

/**
 * Brings the merchants' parts to what their order says: cuts what was not cut, cancels what was cancelled. Takes the
 * order's lock and keeps it, so that what the caller ships next is what nobody can cancel any more. Told twice, it
 * changes nothing.
 */
export async function keepInStep(tx: Tx, key: { customerId: string; orderId: string }, now: Date): Promise<void> {
  await lockOrder(tx, key);
  const order = await readOrderParts(tx, key);
  if (!order || !(goodStatuses.has(order.status) || order.status === "cancelled")) return;
  for (const [merchantId, lines] of Map.groupBy(order.lines, (line) => line.merchantId)) {
    const parts = order.parts.filter((part) => part.merchantId === merchantId);
    if (parts.length > 0) await cancelUnits(tx, order, lines, parts, now);
    else if (order.status !== "cancelled") await cutParts(tx, order, merchantId, lines, now);
  }
  await advanceOrder(tx, key, now);
}

/**
 * Units cancelled at the order that the parts still stand for. They are taken first where the stock took them back: at
 * the location that has set fewer aside than its part stands for.
 */
async function cancelUnits(tx: Tx, order: OrderParts, lines: OrderedLine[], parts: Part[], now: Date): Promise<void> {
  const aside = await readAside(tx, order.orderId, lines);
  const touched = new Set<Part>();
  for (const line of lines) {
    const own = parts.flatMap((part) => {
      const units = part.lines.find(({ lineId }) => lineId === line.lineId);
      return units
        ? [{ part, units, missing: standing(units) - (aside.get(line.variantId)?.get(part.locationId) ?? 0) }]
        : [];
    });
    const open = order.status === "cancelled" ? 0 : line.quantity - line.cancelledQuantity;
    let surplus = own.reduce((sum, { units }) => sum + standing(units), -open);
    for (const { part, units } of own.toSorted((a, b) => b.missing - a.missing)) {
      const cancelled = Math.min(surplus, leftOf(units));
      if (cancelled <= 0) continue;
      const { merchantId, fulfilmentId } = part;
      await tx.fulfilmentLine.update({
        where: { merchantId_fulfilmentId_lineId: { merchantId, fulfilmentId, lineId: line.lineId } },
        data: { cancelledQuantity: { increment: cancelled } },
        select: { lineId: true },
      });
      await tx.fulfilment.update({
        where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
        data: { totalAmount: { decrement: amountOf(units, cancelled) } },
        select: { fulfilmentId: true },
      });
      surplus -= cancelled;
      touched.add(part);
    }
    invariant(surplus <= 0, "no unit is shipped and cancelled");
  }
  for (const { merchantId, fulfilmentId } of touched) {
    if ((await settleFulfilment(tx, { merchantId, fulfilmentId }, now)) !== "cancelled") continue;
    await enqueue(tx, "webhooks.publish", {
      merchantId,
      eventId: newId(),
      type: "fulfilment.cancelled",
      data: { fulfilmentId, orderId: order.orderId, number: order.number },
    });
  }
}

/** What units that are called off were to bring: all of a line's units add up to the line. */
const amountOf = ({ quantity, cancelledQuantity, totalAmount }: Part["lines"][number], cancelled: number): number =>
  shareOf(totalAmount, cancelledQuantity + cancelled, quantity) - shareOf(totalAmount, cancelledQuantity, quantity);

const standing = ({ quantity, cancelledQuantity }: Part["lines"][number]): number => quantity - cancelledQuantity;
