import { reindexProducts } from "@/lib/catalog/reindex-products";
import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { dryRun } from "@/lib/db/dry-run";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { returnStock } from "@/lib/inventory/return-stock";
import { enqueue } from "@/lib/jobs/queue";
import { callOffParts } from "./call-off-parts";
import { changeOrderStatus } from "./change-status";
import {
  type CalledOff,
  type CancelLinesError,
  type CancelWish,
  chooseUnits,
  toldBefore,
  type Unit,
} from "./choose-units";
import { isIdUsed } from "./is-id-used";
import { lockOrder } from "./lock-order";
import { oweNotice } from "./owe-notice";
import { readAmountDue } from "./read-amount-due";
import { type OrderView, readOrder } from "./read-order";
import { recordEvent } from "./record-event";
import { type SettledMoney, settleCancelledMoney } from "./settle-cancelled-money";

/**
 * Calls off units of a paid order that have not left. In one transaction, under the order's lock: the units are marked,
 * taken out of the merchants' parts and for sale again at the locations of those, the money goes back or is never taken,
 * merchants and buyer are told. With the last unit the order itself is cancelled.
 */
export function cancelLines(db: Db, wish: CancelWish, now: Date): Promise<Result<CalledOff, CancelLinesError>> {
  return inTransaction(db, (tx) => cancelUnits(tx, wish, now));
}

/** What a wish comes to, before anybody is asked whether it is meant; null where the same form has called units off before. */
export async function previewCancel(
  db: Db,
  wish: CancelWish,
  now: Date,
): Promise<Result<CalledOff, CancelLinesError> | null> {
  const order = await readOrder(db, wish);
  if (order && toldBefore(order, wish.cancellationId)) return null;
  return dryRun(db, (tx) => cancelUnits(tx, wish, now));
}

async function cancelUnits(tx: Tx, wish: CancelWish, now: Date): Promise<Result<CalledOff, CancelLinesError>> {
  await lockOrder(tx, wish);
  const order = await readOrder(tx, wish);
  if (!order) return err({ code: "not_found" });
  const before = toldBefore(order, wish.cancellationId);
  if (before) return ok(before);
  if (await isIdUsed(tx, order, wish.cancellationId)) return err({ code: "not_found" });
  const units = chooseUnits(order, wish);
  if (!units.ok) return units;

  // What befalls the order comes before its money in the history, which only then can say how much it is.
  const eventIds = { lines: newId(), order: newId() };
  const dueBefore = await readAmountDue(tx, order);
  await markCancelled(tx, order, units.value);
  const all = await isAllCancelled(tx, order);
  await putOnShelf(tx, order, units.value, wish, now);
  const money = await settleCancelledMoney(tx, order, { ...wish, units: units.value, all, dueBefore }, now);
  await tell(tx, order, { ...wish, eventIds, units: units.value, all, ...money }, now);
  const { amount, untaken, withheld } = money;
  return ok({ amount, untaken, withheld, all });
}

async function markCancelled(tx: Tx, { customerId, orderId }: OrderView, units: readonly Unit[]): Promise<void> {
  for (const { line, quantity } of units)
    await tx.orderLine.update({
      where: { customerId_orderId_lineId: { customerId, orderId, lineId: line.lineId } },
      data: { cancelledQuantity: { increment: quantity } },
      select: { lineId: true },
    });
}

async function isAllCancelled(tx: Tx, { customerId, orderId }: OrderView): Promise<boolean> {
  const lines = await tx.orderLine.findMany({
    where: { customerId, orderId },
    select: { quantity: true, cancelledQuantity: true },
  });
  return lines.every((line) => line.quantity === line.cancelledQuantity);
}

async function putOnShelf(
  tx: Tx,
  order: OrderView,
  units: readonly Unit[],
  { actor, reason }: CancelWish,
  now: Date,
): Promise<void> {
  const lines = units.map(({ line: { productId, variantId }, quantity }) => ({ productId, variantId, quantity }));
  const firstAt = await callOffParts(tx, order, units);
  await returnStock(tx, { orderId: order.orderId, lines, firstAt, actor, reason: `cancelled: ${reason}`, now });
  await reindexProducts(
    tx,
    lines.map((line) => line.productId),
  );
}

interface EventIds {
  lines: string;
  order: string;
}

async function tell(
  tx: Tx,
  order: OrderView,
  cancelled: CancelWish & SettledMoney & { eventIds: EventIds; units: readonly Unit[]; all: boolean },
  now: Date,
): Promise<void> {
  const { cancellationId, eventIds, units, all, amount, untaken, withheld, released, actor, reason } = cancelled;
  const key = { customerId: order.customerId, orderId: order.orderId };
  const lines = units.map(({ line, quantity }) => ({ lineId: line.lineId, quantity }));
  const money = { amount, untaken, withheld, ...(released ? { released } : {}) };
  const data: Prisma.InputJsonObject = { cancellationId, lines, ...money, reason };
  await recordEvent(tx, key, { eventId: eventIds.lines, type: "lines_cancelled", actor, at: now, data });
  if (all) {
    invariant(await changeOrderStatus(tx, key, "cancelled", now), "an order whose units are all here can be cancelled");
    await recordEvent(tx, key, { eventId: eventIds.order, type: "cancelled", actor, at: now, data: { reason } });
  }
  await oweNotice(tx, key, all ? "cancelled" : `lines_cancelled:${cancellationId}`, now);
  await enqueue(tx, "fulfilment.cut", key, { key: order.orderId });
  for (const [merchantId, own] of Map.groupBy(units, ({ line }) => line.merchantId)) {
    await enqueue(tx, "webhooks.publish", {
      merchantId,
      eventId: newId(),
      type: "order.cancelled",
      data: {
        orderId: order.orderId,
        number: order.number,
        reason,
        lines: own.map(({ line, quantity }) => ({ lineId: line.lineId, sku: line.sku, quantity })),
      },
    });
  }
}
