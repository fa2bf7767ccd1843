import type { Clock } from "@/lib/core/clock";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { shopifyName } from "../columns";
import { importCatalog } from "../import-catalog";
import type { Scan } from "../scan-file";
import { batchKeeper, Overtaken } from "./keep-batch";
import { deskLimits, type ImportFailure, type ImportKey, importLanguageSchema, leadingTo } from "./product-import";
import { withFile } from "./with-file";

export interface RunContext {
  db: Db;
  clock: Clock;
  /** No further attempt follows this one. */
  lastAttempt: boolean;
  /** So long after the first batch one is the last of this run, and the next run goes on behind it. */
  sliceMs?: number;
}

/** A worker that is told to stop waits 25 seconds for its jobs; where that is too little, another goes on. */
const sliceMsUsual = 15_000;

/**
 * Goes on with an import where it stands: looks its file over, or, once somebody has said yes, imports it by the importer
 * that the command has. Each batch is kept with its place in one transaction, so that a run that is killed, two at once and
 * one that is called off meanwhile leave neither half a batch nor anything counted twice.
 */
export async function runImport(context: RunContext, key: ImportKey): Promise<void> {
  const row = await context.db.productImport.findUnique({ where: { merchantId_importId: key } });
  if (row?.status !== "reading" && row?.status !== "importing") return;
  try {
    await withFile(context.db, key, (file) => runFile(context, { ...row, status: row.status }, file));
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (context.lastAttempt) await end(context, key, { failure: { code: "broken", missing: [] } });
    throw error;
  }
}

type Row = Prisma.ProductImportGetPayload<object>;

async function runFile({ db, clock, sliceMs = sliceMsUsual }: RunContext, row: Row, file: string) {
  const { merchantId, importId, status } = row;
  const key = { merchantId, importId };
  let until: number | undefined;
  const keeper = batchKeeper(row);
  const imported = await importCatalog(
    {
      ...{ db, clock, keep: keeper.keep },
      isRehearsal: status === "reading",
      from: {
        products: row.productsDone,
        rows: row.rowsDone,
        added: { categories: row.categories, attributes: row.attributes },
      },
      isEnough: () => {
        // Of a long file it takes a while to come to where it stands: that is not counted.
        until ??= performance.now() + sliceMs;
        return performance.now() >= until;
      },
      onStart: async (scan) => {
        keeper.nameColumns(scan.header);
        await noteKind(db, row, scan);
      },
    },
    {
      ...{ file, merchantId, most: deskLimits },
      language: importLanguageSchema.parse(row.language),
      currency: currencySchema.parse(row.currency),
    },
  );
  if (!imported.ok) {
    const missing = imported.error.code === "columns_missing" ? imported.error.missing.map(shopifyName) : [];
    await end({ db, clock }, key, { failure: { code: imported.error.code, missing } });
  } else if (imported.value.ended) await end({ db, clock }, key, { of: status });
  else await enqueue(db, "catalog.import", key, { key: importId });
}

async function noteKind(db: Db, { merchantId, importId, status }: Row, { header, source, rows }: Scan): Promise<void> {
  await db.productImport.updateMany({
    where: { merchantId, importId, status },
    data: { dialect: header.dialect.name, encoding: source.encoding, rowsTotal: rows },
  });
}

type End = { of: Row["status"] } | { failure: ImportFailure };

/** A file that was looked over waits for a yes; of any other end nobody needs the file any more. */
async function end({ db, clock }: Pick<RunContext, "db" | "clock">, key: ImportKey, how: End): Promise<void> {
  const isFailure = "failure" in how;
  const to = isFailure ? "failed" : how.of === "reading" ? "ready" : "done";
  const endedAt = to === "ready" ? null : clock();
  await inTransaction(db, async (tx) => {
    const { count } = await tx.productImport.updateMany({
      where: { ...key, status: { in: leadingTo(to) } },
      data: { status: to, endedAt, ...(isFailure ? { failure: how.failure } : {}) },
    });
    if (count > 0 && endedAt) await tx.productImportPiece.deleteMany({ where: key });
  });
}
