import type { EnqueuedTask } from "meilisearch";
import type { Logger } from "pino";
import { type Connection, indexName } from "./connection";
import { uidsThere } from "./find-indexes";
import { settings } from "./settings";
import { settle } from "./tasks";

/**
 * Sets every index to what the code says: when the worker starts, so that a release's settings reach a running shop with it, and
 * each night. Where nothing differs Meilisearch has nothing to do; else it answers by the old settings until it has done its
 * part. One that is not there is left to a full reindexing, for to set it would make it. Where Meilisearch is away, that keeps
 * nobody from other work.
 */
export async function mendSettings(connection: Connection | null, log: Logger): Promise<void> {
  if (!connection) return;
  const { client, languages } = connection;
  try {
    const there = await uidsThere(connection);
    const tasks: EnqueuedTask[] = [];
    for (const uid of languages.map((language) => indexName(connection, language)))
      if (there.has(uid)) tasks.push(await client.index(uid).updateSettings(settings));
    await settle(client, tasks);
  } catch (err) {
    log.warn({ err }, "the settings of the search indexes are not mended yet; the night tries again");
  }
}
