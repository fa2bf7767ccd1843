import { limits } from "../limits";
import { type FileRecord, linesIn } from "./record";

// Up to the next `<`, which no tag holds: 600 kB of tags that are never closed took 51 s, and nothing else ran meanwhile.
const opening = /<(item|entry|product|offer|shopitem|article)(?=[\s>])[^<>]*(?<!\/)>/i;
/** An opening tag may be cut by the end of what has been read. */
const tagMax = 1_000;

/**
 * The elements of a feed that are products, however many there are. Entities that a file declares itself are not known:
 * a small file may make gigabytes of them.
 */
export async function* readXml(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let left = "";
  let line = 1;
  let name = "";
  let isTooLong = false;
  const drop = (length: number) => {
    line += linesIn(left.slice(0, length));
    left = left.slice(length);
  };
  for await (const chunk of text) {
    left += chunk;
    for (;;) {
      if (name === "") {
        const found = opening.exec(left);
        if (!found) {
          drop(Math.max(0, left.length - tagMax));
          break;
        }
        name = found[1] ?? "";
        drop(found.index + found[0].length);
      }
      const end = left.indexOf(`</${name}>`);
      if (end < 0) {
        if (left.length <= limits.rowBytes) break;
        if (!isTooLong) yield { line, fields: null, broken: "row_too_long" };
        isTooLong = true;
        drop(left.length - tagMax);
        break;
      }
      if (!isTooLong) yield { line, fields: readElements(left.slice(0, end)), broken: null };
      isTooLong = false;
      drop(end);
      name = "";
    }
  }
  if (name !== "" && !isTooLong) yield { line, fields: null, broken: "row_broken" };
}

/** What stands directly in an element, tag by tag; what is nested deeper belongs to no product's row. */
function readElements(xml: string): [string, string][] {
  const fields: [string, string][] = [];
  let [depth, name, value] = [0, "", ""];
  let from = 0;
  for (;;) {
    const at = xml.indexOf("<", from);
    if (at < 0) return fields;
    if (depth === 1) value += unescapeXml(xml.slice(from, at));
    const closing = xml.startsWith("<![CDATA[", at) ? "]]>" : xml.startsWith("<!--", at) ? "-->" : ">";
    const end = xml.indexOf(closing, at);
    if (end < 0) return fields;
    const tag = xml.slice(at + 1, end);
    from = end + closing.length;
    if (closing === "]]>" && depth === 1) value += tag.slice("![CDATA[".length);
    if (closing !== ">" || tag.endsWith("/")) continue;
    if (tag.startsWith("/")) {
      depth -= 1;
      if (depth === 0) fields.push([name, value.trim()]);
    } else {
      depth += 1;
      if (depth === 1) [name, value] = [tag.split(/\s/, 1)[0] ?? "", ""];
    }
  }
}

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

const unescapeXml = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,6}));/gi,
    (whole, hex: string, decimal: string, name: string) => {
      if (name) return entities.get(name.toLowerCase()) ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
