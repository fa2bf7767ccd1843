import type { Db } from "@/lib/db/client";
import { cancellableUnits } from "./choose-units";
import { lineName } from "./line-name";
import { readOrder } from "./read-order";
import { readRefundable } from "./read-refundable";
import { grossOfShipping } from "./refund";
import { mayRefundShipping } from "./refund-order";
import { openReturnStatuses } from "./returns/return";

export interface MoneyView {
  isAuthorized: boolean;
  /**
   * The merchant's lines: how many units can still be given back, how many called off, and how much tax alone; and how
   * many are in a return that is still open, which pays for them.
   */
  lines: {
    lineId: string;
    /** With what of it was chosen, in the language of the order. */
    name: string;
    refundable: number;
    returning: number;
    cancellable: number;
    taxLeft: number;
  }[];
  /** What of the shipping can go back, tax included; where another merchant has a part in the order, by operators only. */
  shippingLeft: number;
}

/** What a merchant may still give back or call off of an order. Null: it has no part in it. */
export async function readMoneyView(
  db: Db,
  key: { customerId: string; orderId: string },
  { merchantId, operator }: { merchantId: string; operator: boolean },
): Promise<MoneyView | null> {
  const order = await readOrder(db, key);
  const whole = order && (await readRefundable(db, order));
  if (!order || !whole) return null;
  const own = { customerId: order.customerId, orderId: order.orderId };
  const open = cancellableUnits(order);
  const returning = await db.returnLine.findMany({
    where: { ...own, return: { ...own, status: { in: openReturnStatuses } } },
    select: { lineId: true, quantity: true },
  });
  const live = order.status === "paid" || order.status === "partially_shipped";
  const lines = order.lines.flatMap(({ lineId, ...line }) => {
    const left = whole.lines.find((each) => each.lineId === lineId);
    if (line.merchantId !== merchantId || !left) return [];
    const cancellable = live ? (open.get(lineId) ?? 0) : 0;
    const refundable = left.quantity - left.settledQuantity;
    const inReturns = returning.reduce((sum, each) => sum + (each.lineId === lineId ? each.quantity : 0), 0);
    const taxLeft = Math.max(0, left.taxAmount - left.settledTax);
    return [
      { lineId, name: lineName(line), refundable, returning: Math.min(inReturns, refundable), cancellable, taxLeft },
    ];
  });
  if (lines.length === 0) return null;
  return {
    isAuthorized: order.payment?.status === "authorized",
    lines,
    shippingLeft: mayRefundShipping(whole, { merchantId, operator })
      ? grossOfShipping(whole) - whole.settledShipping
      : 0,
  };
}
