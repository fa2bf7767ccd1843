import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Field {
  name: string;
  type: string;
  attributes: string;
}

export interface Model {
  name: string;
  /** Name of the file it stands in, without ending: its family. */
  file: string;
  fields: Field[];
  /** Field names of each key that must be unique, the primary one first. */
  primaryKey: string[];
  uniqueKeys: string[][];
}

/** The models of prisma/schema, as far as the rules of sharding need to know them. */
export function readSchema(folder: string): Model[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".prisma"))
    .flatMap((file) => modelsOf(readFileSync(path.join(folder, file), "utf8"), file.replace(/\.prisma$/, "")));
}

export function modelsOf(source: string, file: string): Model[] {
  return [...source.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => {
    const lines = body.split("\n").map((line) => line.trim());
    const fields = lines.flatMap((line) => {
      const [, field, type, attributes = ""] = /^(\w+)\s+([\w[\]?]+(?:\("[^"]*"\)\??)?)\s*(.*)$/.exec(line) ?? [];
      return field && type ? [{ name: field, type, attributes }] : [];
    });
    const block = (kind: string) => lines.flatMap((line) => (line.startsWith(`@@${kind}(`) ? [namesIn(line)] : []));
    const inline = (kind: RegExp) =>
      fields.filter(({ attributes }) => kind.test(attributes)).map((field) => [field.name]);
    return {
      name,
      file,
      fields,
      primaryKey: [...inline(/@id\b/), ...block("id")][0] ?? [],
      uniqueKeys: [...inline(/@unique\b/), ...block("unique")],
    };
  });
}

/** `@@id([customerId, placedAt(sort: Desc)])` → customerId, placedAt */
export function namesIn(text: string): string[] {
  const list = /\[([^\]]*)\]/.exec(text)?.[1] ?? "";
  return list
    .split(",")
    .map((name) => name.trim().replace(/\(.*$/, ""))
    .filter(Boolean);
}
