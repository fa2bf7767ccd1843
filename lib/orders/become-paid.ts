import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { sellHolds } from "@/lib/inventory/sell-holds";
import { enqueue } from "@/lib/jobs/queue";
import { changeOrderStatus } from "./change-status";
import type { Actor } from "./order";
import { oweNotice } from "./owe-notice";
import type { OrderView } from "./read-order";
import { recordEvent } from "./record-event";
import { spendCredits } from "./spend-credits";

/**
 * An order's money is certain: it is paid, its holds become sales, and the buyer's confirmation and the merchants'
 * fulfilments are enqueued. The caller holds the order's lock, has seen that it waits for its money or has lapsed, and
 * sees to it that its units are held.
 */
export async function becomePaid(
  tx: Tx,
  order: OrderView,
  { late = false, actor, data = {} }: { late?: boolean; actor: Actor; data?: Prisma.InputJsonObject },
  now: Date,
): Promise<void> {
  const key = { customerId: order.customerId, orderId: order.orderId };
  await changeOrderStatus(tx, key, "paid", now, { paidAt: now });
  const sold = await sellHolds(tx, { orderId: order.orderId, lines: order.lines, actor, now });
  const units = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  if (sold !== units) throw new Error(`order ${order.orderId}: ${sold} of ${units} units were held when it was paid`);
  await spendCredits(tx, key, now);
  await recordEvent(tx, key, { type: late ? "paid_late" : "paid", actor, at: now, data });
  await oweNotice(tx, key, "confirmed", now);
  await enqueue(tx, "fulfilment.cut", key, { key: order.orderId });
  for (const productId of new Set(order.lines.map((line) => line.productId)))
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
}
