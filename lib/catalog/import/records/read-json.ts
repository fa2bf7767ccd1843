import { limits } from "../limits";
import { flattenProduct, isObject } from "./flatten-product";
import { type FileRecord, linesIn } from "./record";

/** A list within an object is what shops answer with; what stands before it is passed over. */
const wrapper = /^\s*\{\s*"(?:products|items|data|results|articles|entries)"\s*:\s*(?=\[)/;
const mark = /["{}\\\n]/g;

/**
 * The objects of a list, or of a file with one on each line, one after another. Whatever stands between them is passed
 * over, so a comma too many spoils nothing; nor does a text that is never closed, beyond its line, or an object too long.
 */
export async function* readJson(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let left = "";
  let line = 1;
  let isFirst = true;
  const at = { scanned: 0, start: -1, depth: 0, inText: false, isTooLong: false };
  for await (const chunk of text) {
    left += isFirst ? chunk.replace(wrapper, "") : chunk;
    isFirst = false;
    mark.lastIndex = at.scanned;
    for (let found = mark.exec(left); found; found = mark.exec(left)) {
      const [letter] = found;
      if (at.start < 0 && letter !== "{") continue;
      if (letter === "\\") mark.lastIndex = found.index + 2;
      else if (letter === '"') at.inText = !at.inText;
      else if (letter === "\n" && !at.inText) continue;
      else if (!at.inText && letter === "{") {
        if (at.depth === 0) at.start = found.index;
        at.depth += 1;
      } else if (!at.inText || letter === "\n") {
        at.depth -= 1;
        if (at.depth > 0 && letter === "}") continue;
        const begins = line + linesIn(left.slice(0, at.start));
        if (!at.isTooLong) yield* parseProduct(left.slice(at.start, found.index + 1), begins);
        line += linesIn(left.slice(0, found.index + 1));
        left = left.slice(found.index + 1);
        Object.assign(at, { start: -1, depth: 0, inText: false, isTooLong: false });
        mark.lastIndex = 0;
      }
    }
    // A backslash at the very end says what the next letter is: both are read again together.
    at.scanned = left.length - ((/\\+$/.exec(left)?.[0].length ?? 0) % 2);
    if (at.start < 0) {
      line += linesIn(left);
      left = "";
      at.scanned = 0;
    } else if (left.length - at.start > limits.rowBytes) {
      const begins = line + linesIn(left.slice(0, at.start));
      if (!at.isTooLong) yield { line: begins, fields: null, broken: "row_too_long" };
      line += linesIn(left.slice(0, at.scanned));
      left = left.slice(at.scanned);
      Object.assign(at, { start: 0, scanned: 0, isTooLong: true });
    }
  }
  if (at.start >= 0 && !at.isTooLong)
    yield { line: line + linesIn(left.slice(0, at.start)), fields: null, broken: "row_broken" };
}

function* parseProduct(json: string, line: number): Generator<FileRecord> {
  const product = parse(json);
  if (!isObject(product)) yield { line, fields: null, broken: "row_broken" };
  else for (const fields of flattenProduct(product)) yield { line, fields, broken: null };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
