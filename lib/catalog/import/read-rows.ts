import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { type CsvError, parse } from "csv-parse";
import { limits } from "./limits";

/** A row as it stands in the file; `broken` when its quotes make no sense. `line` is where it begins, counted from 1. */
export type FileRow =
  | { line: number; cells: string[]; broken: null }
  | { line: number; cells: null; broken: "row_broken" | "row_too_long" };

/** What csv-parse hands over with `info`. */
interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

export class FileUnreadable extends Error {}

/** Reads a CSV row by row, whatever its size. Rows without anything in them are left out. */
export async function* readRows(file: string): AsyncGenerator<FileRow> {
  const delimiter = await detectDelimiter(file);
  const skipped: { line: number; code: string }[] = [];
  const parser = parse({
    bom: true,
    delimiter,
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
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);

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
    source.destroy();
  }
}

/** Spreadsheets of half the world write `;` between the cells. The header decides. */
async function detectDelimiter(file: string): Promise<string> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8_192), 0, 8_192, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.includes(0)) throw new FileUnreadable("not_text");
    const header =
      start
        .toString("utf8")
        .split(/[\r\n]/)
        .find((text) => text.replace("\ufeff", "").trim() !== "") ?? "";
    const count = (mark: string) => header.split(mark).length;
    return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  } finally {
    await handle.close();
  }
}
