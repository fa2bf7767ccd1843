import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder } from "../lock-order";
import type { ReturnStepError } from "./approve-return";
import { changeReturn } from "./change-return";

/** The buyer keeps the things after all, as long as they have not arrived. */
export function cancelReturn(
  db: Db,
  { customerId, orderId, returnId }: { customerId: string; orderId: string; returnId: string },
  now: Date,
): Promise<Result<null, ReturnStepError>> {
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, { customerId, orderId });
    const found = await tx.return.findUnique({
      where: { customerId_orderId_returnId: { customerId, orderId, returnId } },
      select: { merchantId: true },
    });
    if (!found) return err({ code: "not_found" });
    const key = { customerId, orderId, returnId, merchantId: found.merchantId };
    const moved = await changeReturn(tx, key, { to: "cancelled", actor: "shopper" }, now);
    return moved ? ok(null) : err({ code: "wrong_status" });
  });
}
