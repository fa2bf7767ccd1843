import type { Db } from "@/lib/db/client";
import { type Connection, indexName } from "./connection";
import { firstId, readIds } from "./read-rows";

/** Whether every language's index is there and has documents, if there is anything to have. */
export async function indexesAreReady(db: Db, connection: Connection): Promise<boolean> {
  const { indexes } = await connection.client.getStats();
  const counts = connection.languages.map((language) => indexes[indexName(connection, language)]?.numberOfDocuments);
  if (counts.every((count) => count)) return true;
  return !counts.includes(undefined) && (await readIds(db, firstId, 1)).length === 0;
}
