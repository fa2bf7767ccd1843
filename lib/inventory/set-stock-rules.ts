import { z } from "zod";
import { stockPolicySchema } from "@/lib/catalog/stock-policy";
import type { StaffContext } from "@/lib/catalog/touch-product";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { type Because, layOut, levelAt, lockLevels } from "./change-levels";
import { findOwnVariant } from "./own-stock";
import { tellBackInStock, tellLowStock } from "./tell-stock";

const dayMs = 86_400_000;

/** How a variant is sold. Beyond what is there only up to `oversellMax` at each location, and with a day it is expected. */
export const stockRulesSchema = z.object({
  stockPolicy: stockPolicySchema,
  oversellMax: z.number().int().min(0).max(1_000_000),
  shipsFrom: z.date().nullable(),
  lowStockAt: z.number().int().min(0).max(1_000_000).nullable(),
  perCustomerMax: z.number().int().min(1).max(10_000).nullable(),
  stripes: z.number().int().min(1).max(64),
});

export type StockRules = z.infer<typeof stockRulesSchema>;

export type StockRulesError =
  | { code: "not_found" }
  | { code: "oversell_missing" }
  | { code: "day_missing" }
  | { code: "day_past" }
  /** More is owed already than the new limit allows. */
  | { code: "owed"; owed: number };

/** Sets how a variant is sold when nothing is there, who may have how many, and over how many rows it is spread. */
export async function setStockRules(
  db: Db,
  staff: StaffContext,
  key: { productId: string; variantId: string },
  wanted: StockRules,
): Promise<Result<null, StockRulesError>> {
  const { merchantId, staffId, now } = staff;
  const rules = wanted.stockPolicy === "deny" ? { ...wanted, oversellMax: 0, shipsFrom: null } : wanted;
  if (rules.stockPolicy !== "deny") {
    if (rules.oversellMax === 0) return err({ code: "oversell_missing" });
    if (!rules.shipsFrom) return err({ code: "day_missing" });
    if (rules.shipsFrom.getTime() + dayMs <= now.getTime()) return err({ code: "day_past" });
  }
  return inTransaction(db, async (tx) => {
    if (!(await findOwnVariant(tx, merchantId, key))) return err({ code: "not_found" });
    const { rows } = await lockLevels(tx, key);
    const locations = [...new Set([merchantId, ...rows.map(({ locationId }) => locationId)])];
    const levels = locations.toSorted().map((locationId) => levelAt(rows, locationId));
    const owed = Math.max(...levels.map(({ onHand, held }) => held - onHand));
    if (owed > rules.oversellMax) return err({ code: "owed", owed });
    const closed = await tx.location.findMany({ where: { merchantId, active: false }, select: { locationId: true } });
    const because: Because = { change: "transferred", actor: `staff:${staffId}`, reason: "spread anew", now };
    for (const level of levels) {
      const inUse = !closed.some(({ locationId }) => locationId === level.locationId);
      await layOut(tx, key, rows, level, inUse ? rules : { ...rules, oversellMax: 0 }, because);
    }
    await tx.variant.update({ where: { productId_variantId: key }, data: rules, select: { variantId: true } });
    await tx.auditEntry.create({
      data: {
        merchantId,
        entryId: newId(),
        staffId,
        action: "stock.rules",
        subject: key.productId,
        data: { ...rules, variantId: key.variantId, shipsFrom: rules.shipsFrom?.toISOString().slice(0, 10) ?? null },
        at: now,
      },
    });
    await enqueue(tx, "catalog.index", { productId: key.productId }, { key: key.productId });
    await tellBackInStock(tx, [key]);
    await tellLowStock(tx, [key]);
    return ok(null);
  });
}
