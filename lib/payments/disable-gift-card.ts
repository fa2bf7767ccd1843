import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

/** Makes a gift card worthless, for one that was stolen or issued by mistake. Its balance stays on record. */
export function disableGiftCard(
  db: Db,
  { codeHash, actor }: { codeHash: string; actor: `staff:${string}` },
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.giftCard.updateMany({
      where: { codeHash, status: { in: ["active", "spent"] } },
      data: { status: "disabled", updatedAt: now },
    });
    if (count === 0) return false;
    await tx.giftCardEntry.create({
      data: { codeHash, entryId: newId(), delta: 0, reason: "disabled", actor, at: now },
      select: { entryId: true },
    });
    return true;
  });
}
