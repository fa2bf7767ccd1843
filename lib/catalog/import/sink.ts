import type { Cells } from "./dialects/dialect";
import { type Fault, type FaultCode, type Note, type NoteCode, remark } from "./fault";
import type { Row } from "./group-rows";

interface Details {
  found?: string;
  about?: string;
}

/** Gathers what is wrong with one product, so that its author hears of everything at once. */
export interface FaultSink {
  faults: Fault[];
  notes: Note[];
  fault(line: number, code: FaultCode, details?: Details): void;
  note(line: number, code: NoteCode, details?: Details): void;
}

export function faultSink(handle: string): FaultSink {
  const faults: Fault[] = [];
  const notes: Note[] = [];
  return {
    faults,
    notes,
    fault: (line, code, details) => faults.push(remark(line, code, handle, details)),
    note: (line, code, details) => notes.push(remark(line, code, handle, details)),
  };
}

/** What stands where bytes were no UTF-8: the file was saved in another encoding. */
const replacement = "\ufffd";

/** What a product is called by: a text of one line, where an option or a picture may be described in several. */
const named: ReadonlySet<keyof Cells> = new Set(["title", "vendor", "type"]);

/** A cell of one line that goes on with quotes on the next has most likely swallowed the row there. */
const isSwallowing = (cell: string): boolean => cell.includes('"') && /[\r\n]/.test(cell);

/** A cell as text on one line, except for the body. */
export function readText({ line, cells }: Row, column: keyof Cells, lengthMax: number, sink: FaultSink): string {
  const cell = column === "bodyHtml" ? cells[column] : cells[column].replace(/\s+/g, " ");
  if (cell.length > lengthMax) sink.fault(line, "too_long", { about: column, found: cell });
  if (column !== "bodyHtml" && cell.includes(replacement)) sink.fault(line, "not_utf8", { about: column, found: cell });
  if (named.has(column) && isSwallowing(cells[column])) sink.fault(line, "quote_open", { about: column, found: cell });
  return cell;
}
