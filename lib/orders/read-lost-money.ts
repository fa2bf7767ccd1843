import type { Db, Tx } from "@/lib/db/client";
import { readAmountDue } from "./read-amount-due";

/**
 * What of an order is still due though the money set aside for it was let go, and no operator has settled that by hand (the
 * buyer paid outside); 0 where nothing is. Minor units. Read under the order's lock by whoever means to send it.
 */
export async function readLostMoney(
  tx: Db | Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<number> {
  const key = { customerId, orderId };
  if ((await tx.payment.count({ where: { ...key, status: "voided" } })) === 0) return 0;
  const due = await readAmountDue(tx, key);
  if (due === 0) return 0;
  const settled = await tx.orderEvent.count({
    where: { ...key, type: "reconciled", data: { path: ["kind"], equals: "authorization_lost" } },
  });
  return settled === 0 ? due : 0;
}
