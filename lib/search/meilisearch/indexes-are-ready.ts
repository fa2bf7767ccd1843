import { languageCodes } from "@/lib/i18n/markets";
import { type Connection, indexName } from "./connection";

/** Whether every language's index has documents. */
export async function indexesAreReady(connection: Connection): Promise<boolean> {
  const { indexes } = await connection.client.getStats();
  return languageCodes.every((language) => (indexes[indexName(connection, language)]?.numberOfDocuments ?? 0) > 0);
}
