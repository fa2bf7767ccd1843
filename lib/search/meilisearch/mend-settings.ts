import type { Language } from "@/lib/i18n/markets";
import { type Connection, indexName } from "./connection";
import { settings } from "./settings";
import { settle } from "./tasks";

/**
 * Sets an index to what the code says. Where nothing differs Meilisearch has nothing to do; else it answers by the old
 * settings until it has done its part.
 */
export async function mendSettings({ client, prefix }: Connection, language: Language): Promise<void> {
  await settle(client, [await client.index(indexName({ prefix }, language)).updateSettings(settings)]);
}
