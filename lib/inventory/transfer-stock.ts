import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { layOut, levelAt, lockLevels } from "./change-levels";
import { findOwnVariant, lockLocation } from "./own-stock";
import { wasDone } from "./was-done";

export interface StockTransfer {
  productId: string;
  variantId: string;
  fromLocationId: string;
  toLocationId: string;
  quantity: number;
  reason: string;
  /** Of the form: a second press is the first one again. */
  changeId?: string;
}

export type TransferStockError =
  | { code: "not_found" }
  | { code: "quantity_invalid" }
  | { code: "same_location" }
  /** Only what no order holds can travel. */
  | { code: "too_few"; free: number };

/** Moves units from one of the merchant's locations to another. Held ones stay: a parcel waits for them there. */
export async function transferStock(
  db: Db,
  staff: StaffContext,
  { productId, variantId, fromLocationId, toLocationId, quantity, reason, changeId }: StockTransfer,
): Promise<Result<null, TransferStockError>> {
  const { merchantId, staffId, now } = staff;
  const key = { productId, variantId };
  if (!Number.isInteger(quantity) || quantity < 1) return err({ code: "quantity_invalid" });
  if (fromLocationId === toLocationId) return err({ code: "same_location" });
  return inTransaction(db, async (tx) => {
    if (!(await findOwnVariant(tx, merchantId, key))) return err({ code: "not_found" });
    for (const locationId of [fromLocationId, toLocationId].toSorted())
      if (!(await lockLocation(tx, merchantId, locationId))) return err({ code: "not_found" });
    const levels = await lockLevels(tx, key);
    if (await wasDone(tx, { merchantId, changeId })) return ok(null);
    const [from, to] = [levelAt(levels.rows, fromLocationId), levelAt(levels.rows, toLocationId)];
    const free = Math.max(from.onHand - from.held, 0);
    if (quantity > free) return err({ code: "too_few", free });
    const because = { change: "transferred" as const, actor: `staff:${staffId}`, reason, now };
    await layOut(tx, levels, { ...from, onHand: from.onHand - quantity }, because);
    await layOut(tx, levels, { ...to, onHand: to.onHand + quantity }, because);
    await recordAudit(tx, staff, {
      action: "stock.transfer",
      subject: productId,
      data: { variantId, from: fromLocationId, to: toLocationId, quantity, reason },
      entryId: changeId,
    });
    return ok(null);
  });
}
