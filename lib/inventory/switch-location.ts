import { z } from "zod";
import type { StaffContext } from "@/lib/catalog/touch-product";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

export type SwitchLocationError =
  | { code: "not_found" }
  /** The first one stays: imports and sales without another place go there. */
  | { code: "first_location" }
  /** Something lies there, is held there or is owed from there. */
  | { code: "not_empty"; units: number };

/**
 * Takes a place out of use, or back into it. Only an empty one goes, so that no unit is left where nobody looks; its
 * rows stay for the holds and returns that point at them, but nothing is sold ahead from them.
 */
export async function switchLocation(
  db: Db,
  { merchantId, staffId, now }: StaffContext,
  locationId: string,
  active: boolean,
): Promise<Result<null, SwitchLocationError>> {
  if (locationId === merchantId && !active) return err({ code: "first_location" });
  const switched: Promise<Result<null, SwitchLocationError>> = inTransaction(db, async (tx) => {
    const { count } = await tx.location.updateMany({ where: { merchantId, locationId }, data: { active } });
    if (count === 0) return err({ code: "not_found" });
    if (!active) {
      const units = await emptyRows(tx, merchantId, locationId);
      if (units > 0) throw new NotEmpty(units);
    }
    await tx.auditEntry.create({
      data: {
        merchantId,
        entryId: newId(),
        staffId,
        action: active ? "location.open" : "location.close",
        subject: locationId,
        at: now,
      },
    });
    return ok(null);
  });
  return switched.catch((error: unknown) => {
    if (error instanceof NotEmpty) return err({ code: "not_empty", units: error.units });
    throw error;
  });
}

/** Unwinds the transaction that found the place in use. */
class NotEmpty extends Error {
  constructor(readonly units: number) {
    super("the location is not empty");
  }
}

/**
 * Ends selling ahead from the place's rows, and says how many units keep it from closing. The rows are locked in the
 * order of their keys; a hold that came first is seen, one that comes later finds nothing to take.
 */
async function emptyRows(tx: Tx, merchantId: string, locationId: string): Promise<number> {
  const own = await tx.merchantProduct.findMany({ where: { merchantId }, select: { productId: true } });
  const productIds = own.map(({ productId }) => productId);
  const rows = z.array(z.object({ units: z.number() })).parse(
    await tx.$queryRaw`
      SELECT greatest(abs(on_hand), held) AS units FROM stock_level
       WHERE product_id = ANY(${productIds}::uuid[]) AND location_id = ${locationId}::uuid
       ORDER BY product_id, variant_id, location_id, stripe FOR UPDATE`,
  );
  const units = rows.reduce((sum, row) => sum + row.units, 0);
  if (units === 0)
    await tx.$executeRaw`
      UPDATE stock_level SET oversell_max = 0
       WHERE product_id = ANY(${productIds}::uuid[]) AND location_id = ${locationId}::uuid AND oversell_max > 0`;
  return units;
}
