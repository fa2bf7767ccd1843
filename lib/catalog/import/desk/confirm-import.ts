import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { leadingTo } from "./product-import";

/**
 * Has a file that was looked over imported: its job is enqueued with the yes. Said twice it is one import. What was found in
 * looking makes way for what is found in importing.
 */
export function confirmImport(
  db: Db,
  staff: StaffContext,
  importId: string,
): Promise<Result<null, { code: "not_ready" }>> {
  const { merchantId, staffId, now } = staff;
  const key = { merchantId, importId };
  return inTransaction(db, async (tx) => {
    const { count } = await tx.productImport.updateMany({
      where: { ...key, status: { in: leadingTo("importing") } },
      data: {
        ...{ status: "importing", confirmedBy: staffId, confirmedAt: now },
        ...{ productsDone: 0, rowsDone: 0, categories: 0, attributes: 0, remarkCount: 0 },
        ...{ created: 0, updated: 0, unchanged: 0, refused: 0, variants: 0, pictures: 0 },
      },
    });
    if (count === 0) {
      const begun = { ...key, status: { in: ["importing" as const, "done" as const] } };
      return (await tx.productImport.count({ where: begun })) > 0 ? ok(null) : err({ code: "not_ready" });
    }
    await tx.productImportRemark.deleteMany({ where: key });
    await enqueue(tx, "catalog.import", key, { key: importId });
    await recordAudit(tx, staff, { action: "import.confirmed", subject: importId });
    return ok(null);
  });
}
