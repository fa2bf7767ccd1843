import type { Db, Tx } from "@/lib/db/client";
import { type DisputedPayment, readDisputes } from "./read-disputes";

/**
 * Whether a bank has taken an order's payment back and not decided yet: Stripe refunds nothing of it then, for it would go
 * back twice.
 */
export async function isDisputed(db: Db | Tx, payment: DisputedPayment): Promise<boolean> {
  return (await readDisputes(db, payment)).some(({ isLost }) => !isLost);
}
