import { detach } from "../detach";
import type { FileRow } from "../parse-table";
import { readText, type Source } from "../source";
import { readJson } from "./read-json";
import { readXml } from "./read-xml";
import type { FileRecord } from "./record";

/** Fields that one file may have: more of them, and its names are values. */
const fieldsMax = 2_000;

/** A file is read several times, and from end to end for its names alone: once is enough. */
const known = new WeakMap<Source, ReadonlyMap<string, number>>();

/** Records as rows below a header of all the names that come up in them. */
export async function* readRecords(source: Source): AsyncGenerator<FileRow> {
  const places = known.get(source) ?? (await placeNames(source));
  known.set(source, places);
  if (places.size > 0) yield { line: 1, cells: [...places.keys()], broken: null };
  for await (const { line, fields, broken } of recordsOf(source)) {
    if (broken) {
      yield { line, cells: null, broken };
      continue;
    }
    const cells = Array.from({ length: places.size }, () => "");
    for (const [name, value] of fields) {
      const place = places.get(name);
      if (place === undefined) continue;
      // Several pictures are several; of other fields that come again the first counts.
      if (cells[place] === "") cells[place] = value;
      else if (/^https?:/i.test(value)) cells[place] += ` ${value}`;
    }
    yield { line, cells, broken: null };
  }
}

async function placeNames(source: Source): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  for await (const { fields } of recordsOf(source)) {
    for (const [name] of fields ?? [])
      if (!places.has(name) && places.size < fieldsMax) places.set(detach(name), places.size);
  }
  return places;
}

async function* recordsOf(source: Source): AsyncGenerator<FileRecord> {
  const text = readText(source).setEncoding("utf8");
  yield* source.form === "xml" ? readXml(text) : readJson(text);
}
