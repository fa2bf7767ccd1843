import pg from "pg";
import { requireOwnSession } from "@/lib/db/pooler";

/** The first half of the lock's name; the second is what is built. */
const lockSpace = 51_777;

/**
 * Builds what search reads anew unless another does already, from the command line or as a job: two would take away from
 * under each other what they fill. Null: another is at work. The lock dies with its connection, so one that was killed is
 * in nobody's way. Like a worker's, the connection can't pass a pooler in transaction mode: there it throws.
 */
export async function aloneAtReindexing<T>(url: string, build: () => Promise<T>): Promise<T | null> {
  await requireOwnSession(url);
  const client = new pg.Client({ connectionString: url, application_name: "cartwright-reindex" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock($1, hashtext('search')) as locked",
      [lockSpace],
    );
    return rows[0]?.locked ? await build() : null;
  } finally {
    await client.end();
  }
}
