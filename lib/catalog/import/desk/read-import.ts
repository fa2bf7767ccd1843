import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import {
  failureSchema,
  type ImportFailure,
  type ImportRunStatus,
  type SampleProduct,
  sampleProductSchema,
} from "./product-import";

export const importColumns = {
  ...{ importId: true, status: true, fileName: true, fileBytes: true, language: true, currency: true },
  ...{ dialect: true, encoding: true, rowsTotal: true, productsDone: true, rowsDone: true },
  ...{ created: true, updated: true, unchanged: true, refused: true, variants: true, pictures: true },
  ...{ remarkCount: true, sample: true, failure: true },
  ...{ staffId: true, createdAt: true, confirmedBy: true, confirmedAt: true, cancelledBy: true, endedAt: true },
} satisfies Prisma.ProductImportSelect;

type Row = Prisma.ProductImportGetPayload<{ select: typeof importColumns }>;

/** An import as the desk shows it. */
export interface ImportRun extends Omit<Row, "sample" | "failure" | "currency" | "status"> {
  status: ImportRunStatus;
  currency: Currency;
  sample: SampleProduct[];
  failure: ImportFailure | null;
  /** Who did what of it; null of somebody whose account is gone. */
  startedByName: string | null;
  confirmedByName: string | null;
  cancelledByName: string | null;
}

/** One of a merchant's imports; null when it is none of theirs. */
export async function readImport(db: Db, merchantId: string, importId: string): Promise<ImportRun | null> {
  const row = await db.productImport.findUnique({
    where: { merchantId_importId: { merchantId, importId } },
    select: importColumns,
  });
  if (!row) return null;
  const staffIds = [row.staffId, row.confirmedBy, row.cancelledBy].filter((id) => id !== null);
  const staff = await db.staffAccount.findMany({
    where: { staffId: { in: staffIds } },
    select: { staffId: true, name: true },
  });
  return toRun(row, staff);
}

export function toRun(
  { sample, failure, currency, ...row }: Row,
  staff: readonly { staffId: string; name: string }[],
): ImportRun {
  const nameOf = (id: string | null) => staff.find(({ staffId }) => staffId === id)?.name ?? null;
  return {
    ...row,
    currency: currencySchema.parse(currency),
    sample: sampleProductSchema.array().parse(sample),
    failure: failure === null ? null : failureSchema.parse(failure),
    startedByName: nameOf(row.staffId),
    confirmedByName: nameOf(row.confirmedBy),
    cancelledByName: nameOf(row.cancelledBy),
  };
}
