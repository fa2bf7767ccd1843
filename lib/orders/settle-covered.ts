import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { becomePaid } from "./become-paid";
import { changePaymentStatus } from "./change-status";
import type { Actor } from "./order";
import { readOrder } from "./read-order";

/** Credit pays for all of an order: there is nothing to ask Stripe for, and it is paid as it is placed. */
export async function settleCovered(
  tx: Tx,
  key: { customerId: string; orderId: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  const order = await readOrder(tx, key);
  invariant(order, "the order was just written");
  await changePaymentStatus(tx, order, "paid", now);
  await becomePaid(tx, order, { actor }, now);
}
