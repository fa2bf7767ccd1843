import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { sellHolds } from "@/lib/inventory/sell-holds";
import { enqueueAll, type KeyedJob } from "@/lib/jobs/enqueue-all";
import type { Actor } from "./order";
import type { OrderView } from "./read-order";
import { writePaid } from "./write-paid";

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
  const [, sold] = await Promise.all([
    writePaid(tx, key, { type: late ? "paid_late" : "paid", actor, data }, now).then((isNew) => follow(tx, key, isNew)),
    sellHolds(tx, { orderId: order.orderId, lines: order.lines, actor, now }),
  ]);
  const units = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  if (sold !== units) throw new Error(`order ${order.orderId}: ${sold} of ${units} units were held when it was paid`);
}

function follow(tx: Tx, key: { customerId: string; orderId: string }, isNew: boolean): Promise<void> {
  const notice: KeyedJob = {
    name: "mail.send",
    payload: { ...key, cause: "confirmed" },
    key: `${key.orderId}:confirmed`,
  };
  return enqueueAll(tx, [...(isNew ? [notice] : []), { name: "fulfilment.cut", payload: key, key: key.orderId }]);
}
