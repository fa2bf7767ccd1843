import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { layOut, levelAt, lockLevels } from "./change-levels";
import { findOwnVariant, lockLocation } from "./own-stock";
import { listSoldSince, listUncut, readUnsentOf, unsentAt } from "./read-unsent";
import { tellBackInStock, tellLowStock } from "./tell-stock";
import { wasDone } from "./was-done";

export interface StockAdjustment {
  productId: string;
  variantId: string;
  /** The merchant's first location when left out. */
  locationId?: string;
  /**
   * Units that are not sold: so many, or so many more or fewer; or what was counted on the shelf, where sold units lie until
   * they leave, and how many it had when it was shown (`seen`).
   */
  onHand: { to: number } | { by: number } | { counted: number; seen: number };
  reason: string;
  /** Of the form: a second press is the first one again. */
  changeId?: string;
}

export type AdjustStockError =
  | { code: "not_found" }
  | { code: "quantity_invalid" }
  | { code: "below_held"; held: number }
  /** So many fewer than orders need, sold units and held ones, where no more than `oversellMax` may be owed. */
  | { code: "below_owed"; owed: number; oversellMax: number }
  /** So many lie on the shelf: no more can be taken off it. */
  | { code: "below_nothing"; shelf: number }
  /** Units have come or left since the shelf was shown: counted before or after, nobody knows. */
  | { code: "shelf_changed"; shelf: number };

const onHandMax = 1_000_000;

/** Before the count: what was sold at that time is written down by now. */
const saleMs = 10 * 60_000;

/**
 * Changes how many units of a variant a merchant has at a location. Never below what is held for orders, save for what
 * its rules let it owe, and no more is taken off the shelf than lies there. The rows are locked before they are read, so that
 * a count and an order at the same moment can't undo each other: a sale changes nothing of what lies on the shelf. Which
 * orders wait to be cut is asked before, so that buyers don't wait for the answer; those that came meanwhile are in the ledger.
 */
export async function adjustStock(
  db: Db,
  staff: StaffContext,
  { productId, variantId, locationId = staff.merchantId, onHand, reason, changeId }: StockAdjustment,
): Promise<Result<{ onHand: number; held: number }, AdjustStockError>> {
  const { merchantId, staffId, now } = staff;
  const key = { productId, variantId };
  const onlyMore = "by" in onHand && onHand.by >= 0;
  const uncut = onlyMore ? [] : await listUncut(db, { merchantId, productId });
  return inTransaction(db, async (tx) => {
    if (!(await findOwnVariant(tx, merchantId, key))) return err({ code: "not_found" });
    if (!(await lockLocation(tx, merchantId, locationId))) return err({ code: "not_found" });
    const levels = await lockLevels(tx, key);
    const level = levelAt(levels.rows, locationId);
    if (await wasDone(tx, { merchantId, changeId })) return ok({ onHand: level.onHand, held: level.held });
    const target = targetOf(level.onHand, onHand);
    if (!Number.isInteger(target) || target > onHandMax) return err({ code: "quantity_invalid" });
    // What lies on the shelf is at least what is on hand.
    if ("counted" in onHand || (target < 0 && target < level.onHand)) {
      const sold = await listSoldSince(tx, { productId, variantIds: [variantId] }, new Date(now.getTime() - saleMs));
      const unsent = await readUnsentOf(tx, { merchantId, productId }, [...new Set([...uncut, ...sold])]);
      const shelf = level.onHand + unsentAt(unsent, variantId, locationId);
      if ("counted" in onHand && shelf !== onHand.seen) return err({ code: "shelf_changed", shelf });
      if (target < level.onHand && level.onHand - target > shelf) return err({ code: "below_nothing", shelf });
    }
    const owed = level.held - target;
    if (target < level.onHand && owed > levels.layout.oversellMax)
      return err(
        target < 0
          ? { code: "below_owed", owed, oversellMax: levels.layout.oversellMax }
          : { code: "below_held", held: level.held },
      );
    if (target === level.onHand) return ok({ onHand: target, held: level.held });
    const because = { change: "adjusted" as const, actor: `staff:${staffId}`, reason, now };
    await layOut(tx, levels, { locationId, onHand: target }, because);
    await recordAudit(tx, staff, {
      action: "stock.adjust",
      subject: productId,
      data: { variantId, locationId, from: level.onHand, to: target, reason },
      entryId: changeId,
    });
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
    await (target > level.onHand ? tellBackInStock : tellLowStock)(tx, [key]);
    return ok({ onHand: target, held: level.held });
  });
}

function targetOf(before: number, onHand: StockAdjustment["onHand"]): number {
  if ("to" in onHand) return onHand.to;
  return before + ("by" in onHand ? onHand.by : onHand.counted - onHand.seen);
}
