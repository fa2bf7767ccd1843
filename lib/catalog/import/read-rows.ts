import { type CsvError, parse } from "csv-parse";
import { limits } from "./limits";
import { readRecords } from "./records/read-records";
import { readText, type Source } from "./source";

/** A row as it stands in the file; `broken` when its quotes make no sense. `line` is where it begins, counted from 1. */
export type FileRow =
  | { line: number; cells: string[]; broken: null }
  | { line: number; cells: null; broken: "row_broken" | "row_too_long" };

/** What csv-parse hands over with `info`. */
interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/** Reads a file row by row, whatever its size. Rows without anything in them are left out. */
export const readRows = (source: Source): AsyncGenerator<FileRow> =>
  source.form === "table" ? readTable(source) : readRecords(source);

async function* readTable(source: Source): AsyncGenerator<FileRow> {
  const skipped: { line: number; code: string }[] = [];
  const parser = parse({
    bom: true,
    delimiter: source.delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    max_record_size: limits.rowBytes,
    on_skip: (error: CsvError | undefined) => {
      skipped.push({ line: Number(error?.lines ?? 0), code: String(error?.code) });
      return undefined;
    },
  });
  const text = readText(source);
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);

  let line = 1;
  const brokenBefore = function* (end: number): Generator<FileRow> {
    while (skipped[0] && skipped[0].line < end) {
      yield { line, cells: null, broken: skipped[0].code === "CSV_MAX_RECORD_SIZE" ? "row_too_long" : "row_broken" };
      line = skipped[0].line + 1;
      skipped.shift();
    }
  };
  try {
    for await (const parsed of parser) {
      const { record, info }: ParsedRecord = parsed;
      const end = info.lines;
      yield* brokenBefore(end);
      if (record.some((cell) => cell.trim() !== "")) yield { line, cells: record, broken: null };
      line = end + 1;
    }
    yield* brokenBefore(Number.POSITIVE_INFINITY);
  } finally {
    text.destroy();
  }
}
