import type { Db, Tx } from "@/lib/db/client";

/**
 * Whether a customer has ordered for this address alone. Where a browser has ordered for others too, who holds the link
 * of one order need not be whose credit it is.
 */
export async function isOnlyAddress(
  db: Db | Tx,
  { customerId, email }: { customerId: string; email: string },
): Promise<boolean> {
  return (await db.order.count({ where: { customerId, email: { not: email } } })) === 0;
}
