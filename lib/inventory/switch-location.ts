import { z } from "zod";
import type { StaffContext } from "@/lib/catalog/touch-product";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { countUnsent } from "./count-unsent";

export type SwitchLocationError =
  | { code: "not_found" }
  /** The first one stays: imports and sales without another place go there. */
  | { code: "first_location" }
  /** Something lies there, is held there or is owed from there. */
  | { code: "not_empty"; units: number }
  /** What was bought from there has not left. */
  | { code: "parcels_left"; parcels: number };

/**
 * Takes a place out of use, or back into it. Only an empty one goes that has sent its parcels, so that no unit is left
 * where nobody looks; its rows stay for the holds and returns that point at them, but nothing is sold ahead from them.
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
    if (!active) await empty(tx, { merchantId, locationId });
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
    if (error instanceof InUse) return err(error.reason);
    throw error;
  });
}

/** Unwinds the transaction that found the place in use. */
class InUse extends Error {
  constructor(readonly reason: SwitchLocationError) {
    super(`the location is in use: ${reason.code}`);
  }
}

/**
 * Ends selling ahead from the place's rows, unless something keeps it from closing. The rows are locked in the order of
 * their keys; a hold that came first is seen, one that comes later finds nothing to take.
 */
async function empty(tx: Tx, place: { merchantId: string; locationId: string }): Promise<void> {
  const { merchantId, locationId } = place;
  const own = await tx.merchantProduct.findMany({ where: { merchantId }, select: { productId: true } });
  const productIds = own.map(({ productId }) => productId);
  const rows = z.array(z.object({ units: z.number() })).parse(
    await tx.$queryRaw`
      SELECT greatest(abs(on_hand), held) AS units FROM stock_level
       WHERE product_id = ANY(${productIds}::uuid[]) AND location_id = ${locationId}::uuid
       ORDER BY product_id, variant_id, location_id, stripe FOR UPDATE`,
  );
  const units = rows.reduce((sum, row) => sum + row.units, 0);
  if (units > 0) throw new InUse({ code: "not_empty", units });
  const parcels = await countUnsent(tx, place);
  if (parcels > 0) throw new InUse({ code: "parcels_left", parcels });
  await tx.$executeRaw`
    UPDATE stock_level SET oversell_max = 0
     WHERE product_id = ANY(${productIds}::uuid[]) AND location_id = ${locationId}::uuid AND oversell_max > 0`;
}
