import type { Db, Tx } from "@/lib/db/client";
import { type OrderView, readOrder } from "../read-order";
import { readRefundable } from "../read-refundable";
import { returnableUnits } from "./return";

export interface ReturnableOrder {
  order: OrderView;
  /** Line → units that may be sent back now. */
  units: Map<string, number>;
  returns: number;
}

/** What of an order its buyer may send back now. */
export async function readReturnable(
  db: Db | Tx,
  key: { customerId: string; orderId: string },
  now: Date,
): Promise<ReturnableOrder | null> {
  const order = await readOrder(db, key);
  const refundable = order && (await readRefundable(db, order));
  if (!order || !refundable) return null;
  const returns = await db.return.findMany({
    where: { customerId: order.customerId, orderId: order.orderId },
    select: { status: true, lines: { select: { lineId: true, quantity: true } } },
  });
  const merchants = await db.merchant.findMany({
    where: { merchantId: { in: [...new Set(order.lines.map(({ merchantId }) => merchantId))] } },
    select: { merchantId: true, returnDays: true },
  });
  const daysOf = new Map(merchants.map(({ merchantId, returnDays }) => [merchantId, returnDays]));
  const units = returnableUnits({ lines: refundable.lines, events: order.events, returns }, daysOf, now);
  return { order, units, returns: returns.length };
}
