import type { StaffContext } from "@/lib/catalog/touch-product";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";

export interface StockAdjustment {
  productId: string;
  variantId: string;
  /** Units in the warehouse: counted anew, or so many more or fewer. */
  onHand: { to: number } | { by: number };
  reason: string;
}

export type AdjustStockError =
  | { code: "not_found" }
  | { code: "quantity_invalid" }
  | { code: "below_held"; held: number };

const onHandMax = 1_000_000;

/**
 * Changes how many units of a variant a merchant has. Never below what is held for orders. The row is locked before it
 * is read, so that a count and an order at the same moment can't undo each other.
 */
export async function adjustStock(
  db: Db,
  staff: StaffContext,
  { productId, variantId, onHand, reason }: StockAdjustment,
): Promise<Result<{ onHand: number; held: number }, AdjustStockError>> {
  const { merchantId, staffId, now } = staff;
  return inTransaction(db, async (tx) => {
    const own = await tx.product.findFirst({
      where: { productId, merchantId, variants: { some: { productId, variantId } } },
      select: { productId: true },
    });
    if (!own) return err({ code: "not_found" });
    await tx.stockLevel.createMany({ data: { productId, variantId, updatedAt: now }, skipDuplicates: true });
    const [level] = await tx.$queryRaw<{ on_hand: number; held: number }[]>`
      select on_hand, held from stock_level where product_id = ${productId}::uuid and variant_id = ${variantId}::uuid for update`;
    if (!level) return err({ code: "not_found" });
    const target = "to" in onHand ? onHand.to : level.on_hand + onHand.by;
    if (!Number.isInteger(target) || target < 0 || target > onHandMax) return err({ code: "quantity_invalid" });
    if (target < level.held) return err({ code: "below_held", held: level.held });
    const delta = target - level.on_hand;
    if (delta === 0) return ok({ onHand: target, held: level.held });
    await tx.stockLevel.update({
      where: { productId_variantId: { productId, variantId } },
      data: { onHand: target, updatedAt: now },
    });
    const entryId = newId();
    await tx.stockLedger.create({
      data: {
        productId,
        entryId,
        variantId,
        change: "adjusted",
        onHandDelta: delta,
        heldDelta: 0,
        soldDelta: 0,
        actor: `staff:${staffId}`,
        reason,
        at: now,
      },
    });
    await tx.auditEntry.create({
      data: {
        merchantId,
        entryId,
        staffId,
        action: "stock.adjust",
        subject: productId,
        data: { variantId, from: level.on_hand, to: target, reason },
        at: now,
      },
    });
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
    return ok({ onHand: target, held: level.held });
  });
}
