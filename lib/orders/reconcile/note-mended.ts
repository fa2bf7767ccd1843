import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Followed } from "../follow-intent";
import { recordEvent } from "../record-event";

const mended = new Set<Followed>(["settled", "settled_late", "captured", "refunding", "voiding"]);

/** Where looking at the provider changed an order, its history says that nobody had told us. */
export async function noteMended(
  db: Db,
  { customerId, orderId }: { customerId: string; orderId: string },
  outcome: Followed,
  now: Date,
): Promise<void> {
  if (!mended.has(outcome)) return;
  const event = { type: "reconciled" as const, actor: "clock" as const, at: now, data: { outcome } };
  await inTransaction(db, (tx) => recordEvent(tx, { customerId, orderId }, event));
}
