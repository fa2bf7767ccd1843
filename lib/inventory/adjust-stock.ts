import type { StaffContext } from "@/lib/catalog/touch-product";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { layOut, levelAt, lockLevels } from "./change-levels";
import { findOwnVariant, lockLocation } from "./own-stock";
import { tellBackInStock, tellLowStock } from "./tell-stock";
import { wasDone } from "./was-done";

export interface StockAdjustment {
  productId: string;
  variantId: string;
  /** The merchant's first location when left out. */
  locationId?: string;
  /** Units in the warehouse: counted anew, or so many more or fewer. */
  onHand: { to: number } | { by: number };
  reason: string;
  /** Of the form: a second press is the first one again. */
  changeId?: string;
}

export type AdjustStockError =
  | { code: "not_found" }
  | { code: "quantity_invalid" }
  | { code: "below_held"; held: number };

const onHandMax = 1_000_000;

/**
 * Changes how many units of a variant a merchant has at a location. Never below what is held for orders, save for what
 * its policy lets it owe. The rows are locked before they are read, so that a count and an order at the same moment
 * can't undo each other.
 */
export async function adjustStock(
  db: Db,
  staff: StaffContext,
  { productId, variantId, locationId = staff.merchantId, onHand, reason, changeId }: StockAdjustment,
): Promise<Result<{ onHand: number; held: number }, AdjustStockError>> {
  const { merchantId, staffId, now } = staff;
  const key = { productId, variantId };
  return inTransaction(db, async (tx) => {
    if (!(await findOwnVariant(tx, merchantId, key))) return err({ code: "not_found" });
    if (!(await lockLocation(tx, merchantId, locationId))) return err({ code: "not_found" });
    const { rows, layout } = await lockLevels(tx, key);
    const level = levelAt(rows, locationId);
    if (await wasDone(tx, { merchantId, changeId })) return ok({ onHand: level.onHand, held: level.held });
    const target = "to" in onHand ? onHand.to : level.onHand + onHand.by;
    if (!Number.isInteger(target) || target > onHandMax || (target < 0 && target < level.onHand))
      return err({ code: "quantity_invalid" });
    if (target < level.onHand && target - level.held < -layout.oversellMax)
      return err({ code: "below_held", held: level.held });
    if (target === level.onHand) return ok({ onHand: target, held: level.held });
    const because = { change: "adjusted" as const, actor: `staff:${staffId}`, reason, now };
    await layOut(tx, key, rows, { locationId, onHand: target }, layout, because);
    await tx.auditEntry.create({
      data: {
        merchantId,
        entryId: changeId ?? newId(),
        staffId,
        action: "stock.adjust",
        subject: productId,
        data: { variantId, locationId, from: level.onHand, to: target, reason },
        at: now,
      },
    });
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
    await (target > level.onHand ? tellBackInStock : tellLowStock)(tx, [key]);
    return ok({ onHand: target, held: level.held });
  });
}
