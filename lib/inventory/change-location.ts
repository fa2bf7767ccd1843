import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { LocationFields } from "./location";

/** Gives a place another name or address. Parcels that are cut already name it by its id, so they follow. */
export async function changeLocation(
  db: Db,
  { merchantId, staffId, now }: StaffContext,
  locationId: string,
  fields: LocationFields,
): Promise<Result<null, { code: "not_found" }>> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.location.updateMany({ where: { merchantId, locationId }, data: fields });
    if (count === 0) return err({ code: "not_found" });
    await recordAudit(
      tx,
      { merchantId, staffId, now },
      { action: "location.change", subject: locationId, data: fields },
    );
    return ok(null);
  });
}
