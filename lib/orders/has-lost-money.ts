import type { Tx } from "@/lib/db/client";
import { readAmountDue } from "./read-amount-due";

/** Whether the money set aside for an order was let go while something of it is still due. Read under the order's lock. */
export async function hasLostMoney(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<boolean> {
  const voided = await tx.payment.count({ where: { customerId, orderId, status: "voided" } });
  return voided > 0 && (await readAmountDue(tx, { customerId, orderId })) > 0;
}
