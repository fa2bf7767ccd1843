import { createHash } from "node:crypto";

const names = new Map<string, string>();
const namesMax = 500;

/** A list of another length is another statement; and what lists and search ask is planned best for what is asked for. */
const plannedEachTime = /IN \(\$\d+,|\),\s*\(\$|\bcatalog_/;
/** But what looks rows up by key, or says by its CTEs how it is to be done, begins with these words. */
const plannedOnce = /^\s*\/\* planned once \*\//;

/**
 * By its name a connection knows a statement again, and Postgres parses and plans it once: half the work of an order. The
 * same text has the same name in every process, for a pooler may hand a connection on.
 */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= namesMax || (plannedEachTime.test(sql) && !plannedOnce.test(sql))) return "";
  const name = createHash("sha256").update(sql).digest("base64url");
  names.set(sql, name);
  return name;
}
