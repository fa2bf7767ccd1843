import type { Db } from "@/lib/db/client";
import { cancellableUnits } from "./cancel-lines";
import { readOrder } from "./read-order";
import { readRefundable } from "./read-refundable";
import { grossOfShipping } from "./refund";

export interface MoneyView {
  isAuthorized: boolean;
  /** The merchant's lines: how many units can still be given back, and how many called off. */
  lines: { lineId: string; title: string; refundable: number; cancellable: number }[];
  /** What of the shipping can go back, tax included; nothing where another merchant has a part in the order. */
  shippingLeft: number;
}

/** What a merchant may still give back or call off of an order. Null: it has no part in it. */
export async function readMoneyView(
  db: Db,
  key: { customerId: string; orderId: string },
  merchantId: string,
): Promise<MoneyView | null> {
  const order = await readOrder(db, key);
  const refundable = order && (await readRefundable(db, order));
  if (!order || !refundable) return null;
  const open = cancellableUnits(order);
  const live = order.status === "paid" || order.status === "partially_shipped";
  const lines = order.lines.flatMap(({ lineId, title, ...line }) => {
    const left = refundable.lines.find((each) => each.lineId === lineId);
    if (line.merchantId !== merchantId || !left) return [];
    const cancellable = live ? (open.get(lineId) ?? 0) : 0;
    return [{ lineId, title, refundable: left.quantity - left.settledQuantity, cancellable }];
  });
  if (lines.length === 0) return null;
  const alone = order.lines.every((line) => line.merchantId === merchantId);
  return {
    isAuthorized: order.payment?.status === "authorized",
    lines,
    shippingLeft: alone ? grossOfShipping(refundable) - refundable.settledShipping : 0,
  };
}
