import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { reindexProducts } from "@/lib/catalog/reindex-products";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { countUnsent } from "./count-unsent";
import { tellProductsBack } from "./tell-stock";

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
 * where nobody looks; its rows stay for the holds and returns that point at them, but nothing is sold ahead from them
 * until it is in use again. Lists are told of what that changes.
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
    await (active ? sellAhead : empty)(tx, { merchantId, locationId });
    await recordAudit(
      tx,
      { merchantId, staffId, now },
      { action: active ? "location.open" : "location.close", subject: locationId },
    );
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

interface Place {
  merchantId: string;
  locationId: string;
}

const changedSchema = z.array(z.object({ productId: z.string() }));

/** Ends selling ahead from the place's rows, unless something keeps it from closing. */
async function empty(tx: Tx, place: Place): Promise<void> {
  const { productIds, units } = await lockPlace(tx, place);
  if (units > 0) throw new InUse({ code: "not_empty", units });
  const parcels = await countUnsent(tx, place, productIds);
  if (parcels > 0) throw new InUse({ code: "parcels_left", parcels });
  const changed = changedSchema.parse(
    await tx.$queryRaw`
      UPDATE stock_level SET oversell_max = 0
       WHERE product_id = ANY(${productIds}::uuid[]) AND location_id = ${place.locationId}::uuid AND oversell_max > 0
      RETURNING product_id AS "productId"`,
  );
  await reindexProducts(
    tx,
    changed.map(({ productId }) => productId),
  );
}

/**
 * Sells ahead from the place's rows as their variants' rules say, divided among them as `shareOf` does. The rules are read
 * once the rows are locked: who changes them at the same moment has come to an end, or sees the place in use.
 */
async function sellAhead(tx: Tx, place: Place): Promise<void> {
  const { productIds } = await lockPlace(tx, place);
  const changed = changedSchema.parse(
    await tx.$queryRaw`
      UPDATE stock_level l SET oversell_max = (v.oversell_max + v.stripes - 1 - l.stripe) / v.stripes
        FROM variant v
       WHERE l.product_id = ANY(${productIds}::uuid[]) AND v.product_id = ANY(${productIds}::uuid[])
         AND v.product_id = l.product_id AND v.variant_id = l.variant_id AND l.location_id = ${place.locationId}::uuid
         AND l.stripe < v.stripes AND l.oversell_max <> (v.oversell_max + v.stripes - 1 - l.stripe) / v.stripes
      RETURNING l.product_id AS "productId"`,
  );
  const changedIds = changed.map(({ productId }) => productId);
  await reindexProducts(tx, changedIds);
  await tellProductsBack(tx, changedIds);
}

/** Locks the place's rows in the order of their keys: a hold that came first is seen, one that comes later waits. */
async function lockPlace(tx: Tx, { merchantId, locationId }: Place): Promise<{ productIds: string[]; units: number }> {
  const own = await tx.merchantProduct.findMany({ where: { merchantId }, select: { productId: true } });
  const productIds = own.map(({ productId }) => productId);
  const rows = z.array(z.object({ units: z.number() })).parse(
    await tx.$queryRaw`
      SELECT greatest(abs(on_hand), held) AS units FROM stock_level
       WHERE product_id = ANY(${productIds}::uuid[]) AND location_id = ${locationId}::uuid
       ORDER BY product_id, variant_id, location_id, stripe FOR UPDATE`,
  );
  return { productIds, units: rows.reduce((sum, row) => sum + row.units, 0) };
}
