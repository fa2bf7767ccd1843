import { limits } from "./limits";

/** A row as it stands in the file; `broken` when its quotes make no sense. `line` is where it begins, counted from 1. */
export type FileRow =
  | { line: number; cells: string[]; broken: null }
  | { line: number; cells: null; broken: "row_broken" | "row_too_long" };

/**
 * Cuts a table into its rows, as RFC 4180 has them and as programs that bend it do: any kind of line break, quotes
 * inside a cell that has none around it, and after the one that closes it. A quote that is never closed costs the line
 * it stands on and no other: where it has taken in what looks like the next row, or more than a row may hold, reading
 * goes on a line below. Rows without anything in them are left out.
 */
export async function* parseTable(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<FileRow> {
  let left = "";
  let at = 0;
  let line = 1;
  let isSkipping = false;
  const takeRow = function* (isEnd: boolean): Generator<FileRow> {
    while (at < left.length) {
      if (isSkipping) {
        at = endOfLine(left, at, isEnd);
        if (at < 0) {
          at = left.length;
          return;
        }
        isSkipping = false;
        line += 1;
        continue;
      }
      const row = cutRow(left, at, delimiter, isEnd);
      if (row === "unfinished") {
        if (left.length - at <= limits.rowBytes) return;
        yield { line, cells: null, broken: "row_too_long" };
        isSkipping = true;
      } else if (row === "broken") {
        yield { line, cells: null, broken: "row_broken" };
        isSkipping = true;
      } else {
        if (row.end - at > limits.rowBytes) yield { line, cells: null, broken: "row_too_long" };
        else if (row.cells.some((cell) => cell.trim() !== "")) yield { line, cells: row.cells, broken: null };
        line += row.lines;
        at = row.end;
      }
    }
  };
  for await (const chunk of text) {
    left = left.slice(at) + (line === 1 && at === 0 && left === "" ? chunk.replace(/^\ufeff/, "") : chunk);
    at = 0;
    yield* takeRow(false);
  }
  left = left.slice(at);
  at = 0;
  yield* takeRow(true);
}

interface CutRow {
  cells: string[];
  /** Where the next row begins. */
  end: number;
  lines: number;
}

function cutRow(text: string, start: number, delimiter: string, isEnd: boolean): CutRow | "unfinished" | "broken" {
  const cells: string[] = [];
  let lines = 1;
  let at = start;
  for (;;) {
    let quoted = text[at] === '"' ? cutQuoted(text, at, delimiter, isEnd) : null;
    if (quoted === "broken" && isWordInQuotes(text, at)) quoted = null;
    if (typeof quoted === "string") return quoted;
    let end = quoted?.end ?? at;
    if (!quoted)
      while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
    // What follows a line break's first half, or closes the last cell, may not have been read yet.
    if (!isEnd && end + 1 >= text.length) return "unfinished";
    cells.push(quoted ? quoted.cell : text.slice(at, end));
    lines += quoted?.lines ?? 0;
    if (text[end] !== delimiter || end >= text.length) return { cells, end: afterBreak(text, end), lines };
    at = end + 1;
  }
}

interface Quoted {
  cell: string;
  end: number;
  lines: number;
}

/**
 * A cell in quotes, from its first: up to a quote that a delimiter or a line break follows. Quotes in its midst are its
 * own, until one opens another cell, or a tab between cells has been taken in: then it was none in quotes.
 */
function cutQuoted(text: string, start: number, delimiter: string, isEnd: boolean): Quoted | "unfinished" | "broken" {
  let at = start + 1;
  let brokeLine = false;
  let hasOwn = false;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || (!isEnd && quote + 1 >= text.length)) return isEnd ? "broken" : "unfinished";
    brokeLine ||= hasBreak(text, at, quote);
    const next = text[quote + 1];
    if (next === '"') at = quote + 2;
    else if (next === undefined || next === delimiter || next === "\n" || next === "\r") {
      const inside = text.slice(start + 1, quote);
      if (hasOwn && delimiter === "\t" && inside.includes("\t")) return "broken";
      return { cell: unquote(inside), end: quote + 1, lines: inside.split(/\r\n|\r|\n/).length - 1 };
    } else {
      const before = text[quote - 1];
      if ((hasOwn || brokeLine) && (before === delimiter || before === "\n" || before === "\r")) return "broken";
      hasOwn = true;
      at = quote + 1;
    }
  }
}

/** `"Best" knife`: the quotes are the cell's own. */
function isWordInQuotes(text: string, at: number): boolean {
  word.lastIndex = at;
  return word.test(text);
}
const word = /"[^"\r\n]*"(?=[^"\r\n])/y;

const unquote = (inside: string): string => (inside.includes('""') ? inside.replaceAll('""', '"') : inside);

function hasBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text[at] === "\n" || text[at] === "\r") return true;
  return false;
}

/** Where the next line begins; -1 when its break has not been read. */
function endOfLine(text: string, from: number, isEnd: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== "\n" && text[at] !== "\r") continue;
    return !isEnd && text[at] === "\r" && at + 1 >= text.length ? -1 : afterBreak(text, at);
  }
  return -1;
}

const afterBreak = (text: string, at: number): number =>
  text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : Math.min(at + 1, text.length);
