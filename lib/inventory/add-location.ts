import type { StaffContext } from "@/lib/catalog/touch-product";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { LocationFields } from "./location";

const locationsMax = 50;

/** Opens a place that holds stock; it comes last in the merchant's order. */
export async function addLocation(
  db: Db,
  { merchantId, staffId, now }: StaffContext,
  fields: LocationFields,
): Promise<Result<{ locationId: string }, { code: "too_many" }>> {
  return inTransaction(db, async (tx) => {
    const count = await tx.location.count({ where: { merchantId } });
    if (count >= locationsMax) return err({ code: "too_many" });
    const locationId = newId();
    await tx.location.create({
      data: { ...fields, merchantId, locationId, position: count, createdAt: now },
      select: { locationId: true },
    });
    await tx.auditEntry.create({
      data: {
        merchantId,
        entryId: newId(),
        staffId,
        action: "location.add",
        subject: locationId,
        data: fields,
        at: now,
      },
    });
    return ok({ locationId });
  });
}
