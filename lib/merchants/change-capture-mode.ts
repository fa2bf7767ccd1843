import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

export const captureModes = ["at_once", "on_shipment"] as const;
export type CaptureMode = (typeof captureModes)[number];

/** When a merchant's money is taken, from the next order on. An owner decides it. */
export function changeCaptureMode(
  db: Db,
  staff: { merchantId: string; staffId: string; role: "owner" | "clerk" },
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
    await tx.auditEntry.create({
      data: {
        merchantId,
        entryId: newId(),
        staffId,
        action: "merchant.capture_mode",
        subject: merchantId,
        data: { captureMode },
        at: now,
      },
      select: { entryId: true },
    });
    return ok({ changed: true });
  });
}
