import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffMember } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

export const captureModes = ["at_once", "on_shipment"] as const;
export type CaptureMode = (typeof captureModes)[number];

/** When a merchant's money is taken, from the next order on. An owner decides it. */
export function changeCaptureMode(
  db: Db,
  staff: StaffMember,
  captureMode: CaptureMode,
  now: Date,
): Promise<Result<{ changed: boolean }, { code: "owners_only" }>> {
  const { merchantId, staffId, role } = staff;
  return inTransaction(db, async (tx) => {
    if (role !== "owner") return err({ code: "owners_only" });
    const { count } = await tx.merchant.updateMany({
      where: { merchantId, captureMode: { not: captureMode } },
      data: { captureMode },
    });
    if (count === 0) return ok({ changed: false });
    await recordAudit(
      tx,
      { merchantId, staffId, now },
      { action: "merchant.capture_mode", subject: merchantId, data: { captureMode } },
    );
    return ok({ changed: true });
  });
}
