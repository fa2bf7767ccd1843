import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Db } from "@/lib/db/client";
import type { ImportKey } from "./product-import";

/** Lays the file of an import on this machine's disk for as long as it is read; a file that is gone is an empty one. */
export async function withFile<T>(db: Db, key: ImportKey, body: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-import-"));
  try {
    const file = path.join(folder, "file");
    await writePieces(db, key, file);
    return await body(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writePieces(db: Db, key: ImportKey, file: string): Promise<void> {
  const handle = await open(file, "w");
  try {
    for (let position = 0; ; position += 1) {
      const piece = await db.productImportPiece.findUnique({
        where: { merchantId_importId_position: { ...key, position } },
        select: { bytes: true },
      });
      if (!piece) return;
      await handle.writeFile(piece.bytes);
    }
  } finally {
    await handle.close();
  }
}
