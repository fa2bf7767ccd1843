import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { type Connection, indexName, nextIndexName } from "./connection";
import { indexesKey, readProgress } from "./reindex-progress";

export interface FoundIndex {
  language: Language;
  uid: string;
  /** It answers shoppers; otherwise a full reindexing is filling it. */
  live: boolean;
}

/**
 * The indexes that have to hear of a change: those that answer, and those that a full reindexing is filling. Never one
 * that is not there: writing to it would make it, without its settings.
 */
export async function findIndexes(db: Db, connection: Connection): Promise<FoundIndex[]> {
  const there = await uidsThere(connection);
  const filling = (await readProgress(db, indexesKey(connection))) !== null;
  return connection.languages
    .flatMap((language) => [
      { language, uid: indexName(connection, language), live: true },
      ...(filling ? [{ language, uid: nextIndexName(connection, language), live: false }] : []),
    ])
    .filter(({ uid }) => there.has(uid));
}

/** Every index that is there, whoever made it. */
export async function uidsThere({ client }: Pick<Connection, "client">): Promise<ReadonlySet<string>> {
  const { results } = await client.getRawIndexes({ limit: 1_000 });
  return new Set(results.map(({ uid }) => uid));
}
