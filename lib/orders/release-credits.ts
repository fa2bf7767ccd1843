import type { Tx } from "@/lib/db/client";
import type { Actor } from "./order";
import { putBackCredit } from "./put-back-credit";

/** The order was not paid: what was set aside goes back. Twice is as good as once. */
export async function releaseCredits(
  tx: Tx,
  { customerId, orderId, currency }: { customerId: string; orderId: string; currency: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  const credits = await tx.orderCredit.findMany({
    where: { customerId, orderId, status: "held" },
    orderBy: { creditId: "asc" },
  });
  for (const { creditId, codeHash, amount } of credits) {
    const { count } = await tx.orderCredit.updateMany({
      where: { customerId, orderId, creditId, status: "held" },
      data: { status: "released", updatedAt: now },
    });
    if (count === 1) await putBackCredit(tx, { customerId, orderId, codeHash, currency, amount, actor }, now);
  }
}
