import type { Db, Tx } from "@/lib/db/client";
import { readAmountDue } from "./read-amount-due";

/**
 * Whether the money set aside for an order was let go while something of it is still due, and no operator has settled
 * that by hand (the buyer paid outside). Read under the order's lock by whoever means to send it.
 */
export async function hasLostMoney(
  tx: Db | Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<boolean> {
  const key = { customerId, orderId };
  const voided = await tx.payment.count({ where: { ...key, status: "voided" } });
  if (voided === 0 || (await readAmountDue(tx, key)) === 0) return false;
  const settled = await tx.orderEvent.count({
    where: { ...key, type: "reconciled", data: { path: ["kind"], equals: "authorization_lost" } },
  });
  return settled === 0;
}
