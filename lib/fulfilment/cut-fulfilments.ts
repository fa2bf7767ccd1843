import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { keepInStep } from "./keep-in-step";

/** Gives each merchant of a paid order its part of it, and takes back what was cancelled since. */
export async function cutFulfilments(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, (tx) => keepInStep(tx, { customerId, orderId }, now));
}
