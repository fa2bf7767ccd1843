import { err, ok, type Result } from "@/lib/core/result";
import { type HeaderError, pickHandle } from "./columns";
import { detach } from "./detach";
import { type FoundHeader, findHeader } from "./find-header";
import { type FileLimits, limits } from "./limits";
import { readRows } from "./read-rows";
import { FileUnreadable, openSource, type Source, type UnreadableCode } from "./source";

export interface Scan extends FoundHeader {
  source: Source;
  /** Rows below the header. */
  rows: number;
  products: number;
  /** Products whose rows do not stand together, and the line of the last. */
  apart: ReadonlyMap<string, number>;
  /** More rows stand apart than may be kept waiting: those products are refused. */
  apartTooMany: boolean;
}

export type ScanError = { code: "file_missing" | "empty" | UnreadableCode } | HeaderError;

/**
 * Reads the file once before anything is written. A product is applied whole or not at all, so a handle that comes back
 * further down must be known before its first rows are; the count also lets progress say how far it is.
 */
export async function scanFile(file: string, most: FileLimits = limits): Promise<Result<Scan, ScanError>> {
  try {
    const source = await openSource(file, most);
    const found = await findHeader(source);
    return found.ok ? ok(await scanRows(source, found.value, most.products)) : found;
  } catch (error) {
    if (error instanceof FileUnreadable) return err({ code: error.code });
    if (
      error instanceof Error &&
      "code" in error &&
      (error.code === "ENOENT" || error.code === "EISDIR" || error.code === "EACCES")
    )
      return err({ code: "file_missing" });
    throw error;
  }
}

async function scanRows(source: Source, { header, headRows }: FoundHeader, productsMax: number): Promise<Scan> {
  let rows = -headRows;
  let current = "";
  const seen = new Map<string, number>();
  const apart = new Map<string, number>();
  for await (const row of readRows(source)) {
    rows += 1;
    if (rows <= 0) continue;
    const handle = row.cells ? detach(pickHandle(header, row.cells)) : "";
    if (handle === "") continue;
    if (handle.length > limits.handle) {
      // It is refused for that, and not kept: of a megabyte each, those of a small file filled any memory.
      current = "";
      continue;
    }
    if ((handle !== current && seen.has(handle)) || apart.has(handle)) apart.set(handle, row.line);
    seen.set(handle, (seen.get(handle) ?? 0) + 1);
    current = handle;
    if (seen.size > productsMax) throw new FileUnreadable("products_too_many");
  }
  const rowsApart = [...apart.keys()].reduce((sum, handle) => sum + (seen.get(handle) ?? 0), 0);
  return { source, header, headRows, rows, products: seen.size, apart, apartTooMany: rowsApart > limits.rowsApart };
}
