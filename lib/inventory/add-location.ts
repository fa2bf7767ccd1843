import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { LocationFields } from "./location";

export const locationsMax = 50;

/**
 * Opens a place that holds stock; it comes last in the merchant's order. `locationId`: of the form and what it says, so that
 * one sent twice opens one place. Counted under the merchant's lock, so that all forms together keep to the limit.
 */
export async function addLocation(
  db: Db,
  { merchantId, staffId, now }: StaffContext,
  fields: LocationFields,
  locationId = newId(),
): Promise<Result<{ locationId: string }, { code: "too_many" }>> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM merchant WHERE merchant_id = ${merchantId}::uuid FOR NO KEY UPDATE`;
    const others = await tx.location.count({ where: { merchantId, NOT: { locationId } } });
    if (others >= locationsMax) return err({ code: "too_many" });
    const { count } = await tx.location.createMany({
      data: { ...fields, merchantId, locationId, position: others, createdAt: now },
      skipDuplicates: true,
    });
    if (count === 0) return ok({ locationId });
    await recordAudit(tx, { merchantId, staffId, now }, { action: "location.add", subject: locationId, data: fields });
    return ok({ locationId });
  });
}
