import { mock } from "node:test";
import pg from "pg";

/** What some work sends to Postgres, statement by statement, in this process: BEGIN and COMMIT are statements as well. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = mock.method(pg.Client.prototype, "query");
  try {
    await work();
    return query.mock.calls.map(({ arguments: [first] }) => textOf(first));
  } finally {
    query.mock.restore();
  }
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}
