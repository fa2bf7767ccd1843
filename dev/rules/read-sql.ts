import { readFileSync } from "node:fs";
import { sourcesOf } from "./read-imports";

export interface Statement {
  file: string;
  sql: string;
}

/** The SQL written in the sources: tagged templates of Prisma and of its `sql`. Values become `$`. */
export function readStatements(root: string, folder: string): Statement[] {
  return sourcesOf(root, folder)
    .filter((file) => !/\.test\.ts$/.test(file))
    .flatMap((file) => statementsIn(readFileSync(`${root}/${file}`, "utf8")).map((sql) => ({ file, sql })));
}

export function statementsIn(source: string): string[] {
  return [
    ...source.matchAll(
      /(?:\$queryRaw|\$executeRaw|Prisma\.sql|\bsql)(?:<[^`]*?>)?`((?:\\.|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}|[^`\\])*)`/g,
    ),
  ].map(([, body = ""]) =>
    body
      .replace(/--.*$/gm, "")
      .replace(/\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}/g, "$")
      .replace(/\s+/g, " ")
      .trim(),
  );
}
