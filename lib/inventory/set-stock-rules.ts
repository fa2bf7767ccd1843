import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { stockPolicySchema } from "@/lib/catalog/stock-policy";
import { days, utcDay } from "@/lib/core/clock";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { type Because, layOut, levelAt, lockLevels } from "./change-levels";
import { findOwnVariant } from "./own-stock";
import { tellBackInStock, tellLowStock } from "./tell-stock";

/** How a variant is sold. Beyond what is there only up to `oversellMax` at each location, and with a day it is expected. */
const stockRulesSchema = z.object({
  stockPolicy: stockPolicySchema,
  oversellMax: z.number().int().min(0).max(1_000_000),
  shipsFrom: z.date().nullable(),
  lowStockAt: z.number().int().min(0).max(1_000_000).nullable(),
  perCustomerMax: z.number().int().min(1).max(10_000).nullable(),
  stripes: z.number().int().min(1).max(64),
});

export type StockRules = z.infer<typeof stockRulesSchema>;

/** The rules in a line, to tell whether they are those that a form was filled with. */
export function rulesMark({ shipsFrom, ...rules }: StockRules): string {
  const { stockPolicy, oversellMax, lowStockAt, perCustomerMax, stripes } = rules;
  return JSON.stringify([stockPolicy, oversellMax, dayOf(shipsFrom), lowStockAt, perCustomerMax, stripes]);
}

const dayOf = (shipsFrom: Date | null): string | null => shipsFrom && utcDay(shipsFrom);

export type StockRulesError =
  | { code: "not_found" }
  /** Somebody else has set them since they were shown. */
  | { code: "changed_meanwhile" }
  | { code: "oversell_missing" }
  | { code: "day_missing" }
  | { code: "day_past" }
  /** More is owed already than the new limit allows. */
  | { code: "owed"; owed: number };

/**
 * Sets how a variant is sold when nothing is there, who may have how many, and over how many rows it is spread. `seen`: the
 * mark of the rules as the form showed them. Someone else's change since then is told, not overwritten.
 */
export async function setStockRules(
  db: Db,
  staff: StaffContext,
  { productId, variantId, seen }: { productId: string; variantId: string; seen?: string },
  wanted: StockRules,
): Promise<Result<null, StockRulesError>> {
  const { merchantId, staffId, now } = staff;
  const key = { productId, variantId };
  const rules = wanted.stockPolicy === "deny" ? { ...wanted, oversellMax: 0, shipsFrom: null } : wanted;
  if (rules.stockPolicy !== "deny") {
    if (rules.oversellMax === 0) return err({ code: "oversell_missing" });
    if (!rules.shipsFrom) return err({ code: "day_missing" });
    if (rules.shipsFrom.getTime() + days(1) <= now.getTime()) return err({ code: "day_past" });
  }
  return inTransaction(db, async (tx) => {
    if (!(await findOwnVariant(tx, merchantId, key))) return err({ code: "not_found" });
    const levels = await lockLevels(tx, key);
    if (seen && !(await areStill(tx, key, [seen, rulesMark(rules)]))) return err({ code: "changed_meanwhile" });
    const locations = [...new Set([merchantId, ...levels.rows.map(({ locationId }) => locationId)])];
    const places = locations.toSorted().map((locationId) => levelAt(levels.rows, locationId));
    const owed = Math.max(...places.map(({ onHand, held }) => held - onHand));
    if (owed > rules.oversellMax) return err({ code: "owed", owed });
    const closed = await tx.location.findMany({ where: { merchantId, active: false }, select: { locationId: true } });
    const because: Because = { change: "transferred", actor: `staff:${staffId}`, reason: "spread anew", now };
    for (const place of places) {
      const inUse = !closed.some(({ locationId }) => locationId === place.locationId);
      const layout = inUse ? rules : { ...rules, oversellMax: 0 };
      await layOut(tx, { ...levels, layout }, place, because);
    }
    await tx.variant.update({ where: { productId_variantId: key }, data: rules, select: { variantId: true } });
    await recordAudit(tx, staff, {
      action: "stock.rules",
      subject: key.productId,
      data: { ...rules, variantId: key.variantId, shipsFrom: dayOf(rules.shipsFrom) },
    });
    await enqueue(tx, "catalog.index", { productId: key.productId }, { key: key.productId });
    await tellBackInStock(tx, [key]);
    await tellLowStock(tx, [key]);
    return ok(null);
  });
}

/** As they were shown, or as the same form has set them before. */
async function areStill(
  tx: Tx,
  { productId, variantId }: { productId: string; variantId: string },
  marks: readonly string[],
): Promise<boolean> {
  const rules = await tx.variant.findUniqueOrThrow({
    where: { productId_variantId: { productId, variantId } },
    select: {
      ...{ stockPolicy: true, oversellMax: true, shipsFrom: true },
      ...{ lowStockAt: true, perCustomerMax: true, stripes: true },
    },
  });
  return marks.includes(rulesMark(rules));
}
