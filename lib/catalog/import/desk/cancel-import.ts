import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { leadingTo } from "./product-import";

/**
 * Calls an import off, and forgets its file. A batch that is being written is either in by then or will not be; what is in
 * stays.
 */
export function cancelImport(
  db: Db,
  staff: StaffContext,
  importId: string,
): Promise<Result<null, { code: "not_open" }>> {
  const { merchantId, staffId, now } = staff;
  const key = { merchantId, importId };
  return inTransaction(db, async (tx) => {
    const { count } = await tx.productImport.updateMany({
      where: { ...key, status: { in: leadingTo("cancelled") } },
      data: { status: "cancelled", cancelledBy: staffId, endedAt: now },
    });
    if (count === 0) {
      const before = await tx.productImport.count({ where: { ...key, status: "cancelled" } });
      return before > 0 ? ok(null) : err({ code: "not_open" });
    }
    await tx.productImportPiece.deleteMany({ where: key });
    await recordAudit(tx, staff, { action: "import.cancelled", subject: importId });
    return ok(null);
  });
}
