import type { Db, Tx } from "@/lib/db/client";
import { type DisputedPayment, readDisputes } from "./read-disputes";

/** What a bank has taken back of an order's payment for good. The rest can still go back. */
export async function readLost(db: Db | Tx, payment: DisputedPayment): Promise<number> {
  const disputes = await readDisputes(db, payment);
  return disputes.reduce((sum, { isLost, amount }) => sum + (isLost ? amount : 0), 0);
}
