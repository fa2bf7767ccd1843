import type { Tx } from "@/lib/db/client";
import { changePaymentStatus } from "./change-status";
import { lockOrder } from "./lock-order";
import type { Actor } from "./order";
import { oweRefund } from "./owe-refund";
import { readAmountDue } from "./read-amount-due";
import { recordEvent } from "./record-event";

/**
 * Money that was set aside has been taken. Units called off between the asking and the taking go back at once: whoever
 * calls them off later sees a payment that is paid, and owes the refund himself.
 */
export async function recordCapture(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  { amount, actor }: { amount: number; actor: Actor },
  now: Date,
): Promise<void> {
  const key = { customerId, orderId };
  await lockOrder(tx, key);
  if (!(await changePaymentStatus(tx, key, "paid", now, { capturedAmount: amount }))) return;
  await recordEvent(tx, key, { type: "payment_captured", actor, at: now, data: { amount } });
  const excess = amount - (await readAmountDue(tx, key));
  if (excess > 0) await oweRefund(tx, key, { amount: excess, reason: "cancelled", actor }, now);
}
