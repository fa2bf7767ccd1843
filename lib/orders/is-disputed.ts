import type { Db, Tx } from "@/lib/db/client";

/** The bank has the money, for now or for good. While it only inquires, money can still go back. */
const withTheBank = ["needs_response", "under_review", "lost"];

/** Whether a bank has taken an order's payment back: Stripe refunds nothing of it then, for it would go back twice. */
export async function isDisputed(
  db: Db | Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<boolean> {
  return (await db.dispute.count({ where: { customerId, orderId, status: { in: withTheBank } } })) > 0;
}
