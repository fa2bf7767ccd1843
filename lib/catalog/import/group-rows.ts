import { pickCells, pickHandle } from "./columns";
import { detach } from "./detach";
import type { Cells, RowsTell } from "./dialects/dialect";
import { type Fault, remark } from "./fault";
import { limits } from "./limits";
import { readRows } from "./read-rows";
import type { Scan } from "./scan-file";

export interface Row {
  line: number;
  cells: Cells;
}

/** The rows of one product, in the file's order. With a fault among them none may be applied. */
export interface RowGroup {
  handle: string;
  rows: Row[];
  faults: Fault[];
  rowsTell: RowsTell;
  /** Rows of the file read so far. */
  read: number;
  /** Letters of its rows. */
  size: number;
}

/**
 * The file's products, one after another. A row that can't be read, or names no product, may have been part of the
 * product above it, unless each is a product: that one is left out as well, for half a product is worse than none.
 */
export async function* groupRows({ source, header, headRows, apart, apartTooMany }: Scan): AsyncGenerator<RowGroup> {
  const waiting = new Map<string, RowGroup>();
  const { rowsTell } = header.dialect;
  let group: RowGroup | undefined;
  let read = -headRows;
  let kept = 0;

  for await (const { line, cells, broken } of readRows(source)) {
    read += 1;
    if (read <= 0) continue;
    const isKept = cells !== null && apart.size > 0 && apart.has(pickHandle(header, cells));
    const row = cells && { line, cells: pickCells(header, isKept ? cells.map(detach) : cells) };
    const size = cells?.reduce((sum, { length }) => sum + length, 0) ?? 0;
    const handle = row?.cells.handle ?? "";
    if (!row || handle === "") {
      const fault = remark(line, broken ?? "handle_missing", "");
      if (group && (rowsTell === "part" || (rowsTell === "variant" && broken)))
        group.faults.push(
          fault,
          remark(group.rows[0]?.line ?? line, "neighbour_broken", group.handle, { about: String(line) }),
        );
      else yield { handle: "", rows: [], faults: [fault], rowsTell, read, size: 0 };
      continue;
    }
    if (group?.handle !== handle) {
      if (group && !waiting.has(group.handle)) {
        yield { ...group, read: read - 1 };
        kept -= group.size;
      }
      group = waiting.get(handle) ?? { handle, rows: [], faults: [], rowsTell, read, size: 0 };
      if (apart.has(handle)) waiting.set(handle, group);
    }
    const isRefused = apartTooMany && apart.has(handle);
    const isRoom = kept + size <= limits.keptLetters;
    if (isRoom && !isRefused) {
      group.size += size;
      kept += size;
    }
    add(
      group,
      row,
      isRoom,
      cells.slice(header.width).some((cell) => cell.trim() !== ""),
    );
    if (isRefused) refuseApart(group, line);
    if (apart.get(handle) === line) waiting.delete(handle);
  }
  if (group && !waiting.has(group.handle)) yield { ...group, read };
}

function add(group: RowGroup, row: Row, isRoom: boolean, tooWide: boolean): void {
  if (tooWide) group.faults.push(remark(row.line, "row_too_wide", group.handle));
  if (isRoom && group.rows.length < limits.rows) group.rows.push(row);
  else if (!group.faults.some(({ code }) => code === "rows_too_many"))
    group.faults.push(remark(row.line, "rows_too_many", group.handle));
}

/** Keeps one row to name the product by, and lets go of the rest. */
function refuseApart(group: RowGroup, line: number): void {
  if (group.faults.length === 0) group.faults.push(remark(line, "rows_apart", group.handle));
  group.rows.length = 0;
}
