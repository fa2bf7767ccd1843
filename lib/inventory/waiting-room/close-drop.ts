import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type DropKey, dropStatusesBefore } from "./drop";
import { lockOwnProduct } from "./lock-own-product";

/** Takes the waiting room away: what is left is sold to whoever comes. Closed twice, it was closed once. */
export async function closeDrop(
  db: Db,
  { merchantId, staffId, now }: StaffContext,
  { productId, dropId }: DropKey,
): Promise<Result<null, { code: "not_found" }>> {
  return inTransaction(db, async (tx) => {
    if (!(await lockOwnProduct(tx, merchantId, productId))) return err({ code: "not_found" });
    const { count } = await tx.drop.updateMany({
      where: { productId, dropId, status: { in: dropStatusesBefore("closed") } },
      data: { status: "closed", updatedAt: now },
    });
    if (count === 0) return ok(null);
    await recordAudit(
      tx,
      { merchantId, staffId, now },
      { action: "drop.closed", subject: productId, data: { dropId } },
    );
    return ok(null);
  });
}
