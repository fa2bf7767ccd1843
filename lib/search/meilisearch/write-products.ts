import type { EnqueuedTask } from "meilisearch";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import type { Connection } from "./connection";
import { composeDocument } from "./document";
import { readRows } from "./read-rows";

/**
 * Hands an index these products as the lists know them; one that is in no list is taken out. Returns the tasks to wait
 * for.
 */
export async function writeProducts(
  db: Db,
  { client }: Connection,
  language: Language,
  indexUid: string,
  productIds: readonly string[],
): Promise<EnqueuedTask[]> {
  const rows = await readRows(db, language, productIds);
  const listed = new Set(rows.map(({ productId }) => productId));
  const gone = productIds.filter((id) => !listed.has(id));
  const index = client.index(indexUid);
  const tasks: EnqueuedTask[] = [];
  if (rows.length > 0) tasks.push(await index.addDocuments(rows.map((row) => composeDocument(language, row))));
  if (gone.length > 0) tasks.push(await index.deleteDocuments(gone));
  return tasks;
}
