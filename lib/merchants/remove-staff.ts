import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockMerchantsOf, recordAtShop } from "./staff-account";

/**
 * Ends a person's work for these merchants, or for all of theirs: at once, for every request looks for the membership.
 * Who works for none any more runs no shop either. What they did stays written down. Returns how many they worked for.
 */
export async function removeStaff(
  db: Db,
  { staffId, merchantIds }: { staffId: string; merchantIds: readonly string[] | "all" },
  now: Date,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const known = await lockMerchantsOf(tx, staffId);
    const gone = known.filter((merchantId) => merchantIds === "all" || merchantIds.includes(merchantId));
    if (gone.length === 0) return 0;
    const left = known.filter((merchantId) => !gone.includes(merchantId));
    await tx.staffMembership.deleteMany({ where: { staffId, merchantId: { in: gone } } });
    await tx.staffAccount.update({
      where: { staffId },
      data: { merchantIds: left, ...(left.length === 0 ? { operator: false, sessionEpoch: { increment: 1 } } : {}) },
      select: { staffId: true },
    });
    await recordAtShop(tx, gone, { action: "staff.removed", subject: staffId }, now);
    return gone.length;
  });
}
