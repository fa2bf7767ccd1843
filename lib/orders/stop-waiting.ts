import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";

/** There is nothing more to wait for: the order lapses now and gives its stock back, unless it is paid already. */
export async function stopWaiting(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  now: Date,
): Promise<void> {
  const { count } = await tx.order.updateMany({
    where: { customerId, orderId, status: "pending_payment" },
    data: { expiresAt: now, updatedAt: now },
  });
  if (count === 1) await enqueue(tx, "orders.lapse", { customerId, orderId }, { key: orderId });
}
