import { type Connection, indexName } from "./connection";

/** Whether every language's index has documents. */
export async function indexesAreReady(connection: Connection): Promise<boolean> {
  const { indexes } = await connection.client.getStats();
  return connection.languages.every(
    (language) => (indexes[indexName(connection, language)]?.numberOfDocuments ?? 0) > 0,
  );
}
