import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { changeGiftCard } from "@/lib/payments/change-gift-card";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import type { CreditPart } from "@/lib/payments/plan-credit";
import type { Actor } from "./order";

/**
 * Takes the credit that pays a part of a new order, and sets it aside until the order is paid or given up. False: some
 * of it was spent meanwhile; the caller's transaction must then roll back.
 */
export async function holdCredits(
  tx: Tx,
  order: { customerId: string; orderId: string; currency: string },
  parts: readonly CreditPart[],
  now: Date,
  actor: Actor = "shopper",
): Promise<boolean> {
  const { customerId, orderId, currency } = order;
  for (const { source, codeHash, amount } of parts) {
    const entry = { delta: -amount, reason: "order", orderId, actor };
    const taken = codeHash
      ? await changeGiftCard(tx, { codeHash, ...entry }, now)
      : await changeStoreCredit(tx, { customerId, currency, ...entry }, now);
    if (!taken.ok) return false;
    await tx.orderCredit.create({
      data: { customerId, orderId, creditId: newId(), source, codeHash, amount, createdAt: now, updatedAt: now },
      select: { creditId: true },
    });
  }
  return true;
}
