import type { Db } from "@/lib/db/client";
import { type ImportRun, importColumns, toRun } from "./read-import";

/** A merchant's last imports, newest first. Index: product_import (merchant_id, created_at desc, import_id desc). */
export async function listImports(db: Db, merchantId: string, count: number): Promise<ImportRun[]> {
  const rows = await db.productImport.findMany({
    where: { merchantId },
    orderBy: [{ createdAt: "desc" }, { importId: "desc" }],
    select: importColumns,
    take: count,
  });
  const staffIds = rows.flatMap(({ staffId, confirmedBy }) => [staffId, confirmedBy ?? staffId]);
  const staff = await db.staffAccount.findMany({
    where: { staffId: { in: [...new Set(staffIds)] } },
    select: { staffId: true, name: true },
  });
  return rows.map((row) => toRun(row, staff));
}
