import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";
import type { CreditEntry } from "./change-gift-card";

/** Moves a customer's store credit and writes why. Never below nothing: what is missing is refused, and nothing moves. */
export async function changeStoreCredit(
  tx: Tx,
  { customerId, currency, delta, reason, orderId, actor }: CreditEntry & { customerId: string; currency: string },
  now: Date,
): Promise<Result<null, { code: "not_had" }>> {
  if (delta > 0)
    await tx.storeCredit.createMany({ data: { customerId, currency, updatedAt: now }, skipDuplicates: true });
  const { count } = await tx.storeCredit.updateMany({
    where: { customerId, currency, balance: { gte: Math.max(0, -delta) } },
    data: { balance: { increment: delta }, updatedAt: now },
  });
  if (count === 0) return err({ code: "not_had" });
  await tx.storeCreditEntry.create({
    data: { customerId, currency, entryId: newId(), delta, reason, orderId: orderId ?? null, actor, at: now },
    select: { entryId: true },
  });
  return ok(null);
}
