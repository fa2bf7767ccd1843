import type { Tx } from "@/lib/db/client";
import { oweRefund, type RefundWish } from "./owe-refund";

/**
 * Owes a sum back, or what of it is still there: money given back by hand, without naming units, may have used up what was
 * paid. A part names no units. Returns how much goes back.
 */
export async function oweWhatIsLeft(
  tx: Tx,
  order: { customerId: string; orderId: string },
  wish: RefundWish,
  now: Date,
): Promise<number> {
  if (wish.amount === 0) return 0;
  const owed = await oweRefund(tx, order, wish, now);
  if (owed.ok) return wish.amount;
  const { left } = owed.error;
  if (left > 0) await oweRefund(tx, order, { ...wish, amount: left, lines: [], shippingAmount: 0, taxAmount: 0 }, now);
  return left;
}
