import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import type { Actor } from "./order";
import { putBackCredit } from "./put-back-credit";

/** Gives spent credit back to where it came from, last taken first, under the order's lock. */
export async function giveBackCredit(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  back: { amount: number; actor: Actor },
  now: Date,
): Promise<void> {
  const { currency } = await tx.order.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
    select: { currency: true },
  });
  const credits = await tx.orderCredit.findMany({
    where: { customerId, orderId, status: "spent" },
    orderBy: { creditId: "desc" },
  });
  let left = back.amount;
  for (const credit of credits) {
    const part = Math.min(left, credit.amount - credit.refundedAmount);
    if (part === 0) continue;
    await tx.orderCredit.update({
      where: { customerId_orderId_creditId: { customerId, orderId, creditId: credit.creditId } },
      data: { refundedAmount: { increment: part }, updatedAt: now },
      select: { creditId: true },
    });
    await putBackCredit(
      tx,
      { customerId, orderId, codeHash: credit.codeHash, currency, amount: part, actor: back.actor },
      now,
    );
    left -= part;
  }
  invariant(left === 0, "no more credit goes back than was spent");
}
