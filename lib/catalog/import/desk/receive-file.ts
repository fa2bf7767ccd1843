import type { StaffContext } from "@/lib/auth/staff-actor";
import { cutText } from "@/lib/core/cut-text";
import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import { withoutControls } from "@/lib/core/typed-text";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Language } from "@/lib/i18n/markets";
import { enqueue } from "@/lib/jobs/queue";
import { type ImportKey, leadingTo, openMax } from "./product-import";

export interface ReceivedFile {
  fileName: string;
  language: Language;
  currency: Currency;
  bytes: AsyncIterable<Uint8Array>;
}

const pieceBytes = 1_000_000;

/**
 * Keeps a file as it comes, piece by piece, and has it looked over once it is there whole. Of one that breaks off, is empty
 * or longer than `bytesMax`, nothing stays; of a longer one no more is read.
 */
export async function receiveFile(
  db: Db,
  { merchantId, staffId, now }: StaffContext,
  { fileName, language, currency, bytes }: ReceivedFile,
  bytesMax: number,
): Promise<Result<ImportKey, { code: "file_empty" | "file_too_large" | "too_many_open" }>> {
  const key = { merchantId, importId: newId() };
  const name = cutText(withoutControls(fileName).replace(/^.*[\\/]/, ""), 200);
  const about = { fileName: name, language, currency, staffId, createdAt: now };
  if (!(await open(db, { ...key, ...about }))) return err({ code: "too_many_open" });
  let isWhole = false;
  try {
    const fileBytes = await keepPieces(db, key, bytes, bytesMax);
    if (fileBytes === 0) return err({ code: "file_empty" });
    if (fileBytes > bytesMax) return err({ code: "file_too_large" });
    await inTransaction(db, async (tx) => {
      const where = { ...key, status: "receiving" as const };
      const { count } = await tx.productImport.updateMany({ where, data: { status: "reading", fileBytes } });
      if (count > 0) await enqueue(tx, "catalog.import", key, { key: key.importId });
      // Called off while it came.
      else await tx.productImportPiece.deleteMany({ where: key });
    });
    isWhole = true;
    return ok(key);
  } finally {
    if (!isWhole) await db.productImport.deleteMany({ where: key });
  }
}

/** False where the merchant has as many open as may be. Those that come at once wait for each other at the merchant's row. */
function open(db: Db, begun: Omit<Prisma.ProductImportCreateManyInput, "status">): Promise<boolean> {
  const { merchantId } = begun;
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT FROM merchant WHERE merchant_id = ${merchantId}::uuid FOR NO KEY UPDATE`;
    const isOpen = { status: { in: leadingTo("cancelled") } };
    if ((await tx.productImport.count({ where: { merchantId, ...isOpen } })) >= openMax) return false;
    await tx.productImport.create({ data: { ...begun, status: "receiving" }, select: { importId: true } });
    return true;
  });
}

/** How long the file is; of one that is too long, how much of it was read. */
async function keepPieces(db: Db, key: ImportKey, bytes: AsyncIterable<Uint8Array>, bytesMax: number): Promise<number> {
  let total = 0;
  let position = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = async () => {
    if (waitingBytes === 0) return;
    const data = { ...key, position, bytes: new Uint8Array(Buffer.concat(waiting)) };
    await db.productImportPiece.create({ data, select: { position: true } });
    position += 1;
    waiting = [];
    waitingBytes = 0;
  };
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > bytesMax) return total;
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= pieceBytes) await flush();
  }
  await flush();
  return total;
}
