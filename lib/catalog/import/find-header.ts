import { err, ok, type Result } from "@/lib/core/result";
import { type Header, type HeaderError, readHeader } from "./columns";
import { limits } from "./limits";
import { readRows } from "./read-rows";
import type { Source } from "./source";

export interface FoundHeader {
  header: Header;
  /** Rows before the first product: what a program or a person wrote above the header, and the header. */
  headRows: number;
}

/** The row among the first few that names most columns: titles and settings stand above it in some programs' files. */
export async function findHeader(source: Source): Promise<Result<FoundHeader, HeaderError | { code: "empty" }>> {
  let best: FoundHeader | undefined;
  let missing: HeaderError | undefined;
  let read = 0;
  for await (const { cells } of readRows(source)) {
    read += 1;
    const header = readHeader(cells ?? []);
    if (!header.ok) missing = nearer(header.error, missing);
    else if (!best || header.value.places.size > best.header.places.size)
      best = { header: header.value, headRows: read };
    if (read === limits.headerRows) break;
  }
  return best ? ok(best) : err(missing ?? { code: "empty" });
}

const nearer = (one: HeaderError, other: HeaderError | undefined): HeaderError =>
  other && other.missing.length <= one.missing.length ? other : one;
