import { err, ok, type Result } from "@/lib/core/result";
import { type Header, pickHandle, readHeader } from "./columns";
import { limits } from "./limits";
import { FileUnreadable, readRows } from "./read-rows";

export interface Scan {
  header: Header;
  /** Rows below the header. */
  rows: number;
  products: number;
  /** Products whose rows do not stand together, and the line of the last. */
  apart: ReadonlyMap<string, number>;
  /** More rows stand apart than may be kept waiting: those products are refused. */
  apartTooMany: boolean;
}

export type ScanError =
  | { code: "file_missing" | "not_text" | "empty" }
  | { code: "columns_missing"; missing: string[] };

/**
 * Reads the file once before anything is written. A product is applied whole or not at all, so a handle that comes back
 * further down must be known before its first rows are; the count also lets progress say how far it is.
 */
export async function scanFile(file: string): Promise<Result<Scan, ScanError>> {
  let header: Header | undefined;
  let rows = 0;
  let current = "";
  const seen = new Map<string, number>();
  const apart = new Map<string, number>();
  try {
    for await (const row of readRows(file)) {
      if (!header) {
        const read = readHeader(row.cells ?? []);
        if (!read.ok) return read;
        header = read.value;
        continue;
      }
      rows += 1;
      const handle = row.cells ? pickHandle(header, row.cells) : "";
      if (handle === "") continue;
      if ((handle !== current && seen.has(handle)) || apart.has(handle)) apart.set(handle, row.line);
      seen.set(handle, (seen.get(handle) ?? 0) + 1);
      current = handle;
    }
  } catch (error) {
    if (error instanceof FileUnreadable) return err({ code: "not_text" });
    if (
      error instanceof Error &&
      "code" in error &&
      (error.code === "ENOENT" || error.code === "EISDIR" || error.code === "EACCES")
    )
      return err({ code: "file_missing" });
    throw error;
  }
  if (!header) return err({ code: "empty" });
  const rowsApart = [...apart.keys()].reduce((sum, handle) => sum + (seen.get(handle) ?? 0), 0);
  return ok({ header, rows, products: seen.size, apart, apartTooMany: rowsApart > limits.rowsApart });
}
