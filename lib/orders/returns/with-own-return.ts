import { newId } from "@/lib/core/ids";
import { err, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder } from "../lock-order";
import type { OrderStaff } from "../refund-order";
import type { ReturnKey } from "./change-return";

/** Unwinds the transaction of a step that was refused. */
class Refused extends Error {}

/**
 * Runs a merchant's step of a return in one transaction, under its order's lock: only a return of the merchant's own is
 * found, and what was done is written to the merchant's audit. A step that is refused leaves nothing behind.
 */
export async function withOwnReturn<T, E extends { code: string }>(
  db: Db,
  { merchantId, staffId }: OrderStaff,
  step: { returnId: string; action: string; now: Date },
  body: (tx: Tx, key: ReturnKey) => Promise<Result<T, E>>,
): Promise<Result<T, E | { code: "not_found" }>> {
  const { returnId, action, now } = step;
  let refusal: E | { code: "not_found" } = { code: "not_found" };
  try {
    return await inTransaction(db, async (tx) => {
      const own = await tx.merchantReturn.findUnique({
        where: { merchantId_returnId: { merchantId, returnId } },
        select: { customerId: true, orderId: true, number: true },
      });
      if (!own) return err({ code: "not_found" as const });
      await lockOrder(tx, own);
      const done = await body(tx, { customerId: own.customerId, orderId: own.orderId, returnId, merchantId });
      if (!done.ok) {
        refusal = done.error;
        throw new Refused(refusal.code);
      }
      await tx.auditEntry.create({
        data: { merchantId, entryId: newId(), staffId, action, subject: own.number, data: {}, at: now },
        select: { entryId: true },
      });
      return done;
    });
  } catch (error) {
    if (error instanceof Refused) return err(refusal);
    throw error;
  }
}
