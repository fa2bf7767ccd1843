import type { Tx } from "@/lib/db/client";
import { changeGiftCard } from "@/lib/payments/change-gift-card";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";

/** A late payment: credit that was given up is set aside again. False: somebody has spent it meanwhile. */
export async function holdCreditsAgain(
  tx: Tx,
  { customerId, orderId, currency }: { customerId: string; orderId: string; currency: string },
  now: Date,
): Promise<boolean> {
  const credits = await tx.orderCredit.findMany({
    where: { customerId, orderId, status: "released" },
    orderBy: { creditId: "asc" },
  });
  for (const { creditId, codeHash, amount } of credits) {
    const entry = { delta: -amount, reason: "order", orderId, actor: "clock" };
    const taken = codeHash
      ? await changeGiftCard(tx, { codeHash, ...entry }, now)
      : await changeStoreCredit(tx, { customerId, currency, ...entry }, now);
    if (!taken.ok) return false;
    await tx.orderCredit.updateMany({
      where: { customerId, orderId, creditId, status: "released" },
      data: { status: "held", updatedAt: now },
    });
  }
  return true;
}
