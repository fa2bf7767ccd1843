import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { ImportKey } from "./product-import";

/** Of a file that nobody said yes to, or that never came whole. */
const keptFileDays = 7;
const keptDays = 90;

/**
 * Forgets files that were looked over and left, and, later, that there was an import at all. Who imports a file that is
 * older than that hands it in again. Index: product_import (created_at).
 */
export async function forgetImports(db: Db, now: Date): Promise<void> {
  const before = (count: number) => new Date(now.getTime() - days(count));
  await db.$executeRaw`DELETE FROM product_import WHERE created_at < ${before(keptDays)}::timestamptz AND status <> 'importing'`;
  await inTransaction(db, async (tx) => {
    const left = await tx.$queryRaw<ImportKey[]>`
      UPDATE product_import SET status = 'cancelled', ended_at = ${now}::timestamptz
       WHERE created_at < ${before(keptFileDays)}::timestamptz AND status IN ('receiving', 'reading', 'ready')
      RETURNING merchant_id AS "merchantId", import_id AS "importId"`;
    await tx.productImportPiece.deleteMany({ where: { OR: left } });
  });
}
