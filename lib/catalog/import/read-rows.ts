import { type FileRow, parseTable } from "./parse-table";
import { readRecords } from "./records/read-records";
import { readText, type Source } from "./source";

/** Reads a file row by row, whatever its size and form. */
export const readRows = (source: Source): AsyncGenerator<FileRow> =>
  source.form === "table" ? parseTable(readText(source).setEncoding("utf8"), source.delimiter) : readRecords(source);
