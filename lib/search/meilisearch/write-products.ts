import type { EnqueuedTask } from "meilisearch";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import type { Connection } from "./connection";
import { composeDocument } from "./document";
import { readRows } from "./read-rows";

export interface SentProducts {
  /** To be waited for. */
  tasks: EnqueuedTask[];
  /** What each document was made of, by product. */
  checksums: Map<string, string>;
}

/** Hands an index these products as the lists know them; one that is in no list is taken out. */
export async function sendProducts(
  db: Db,
  { client }: Connection,
  language: Language,
  indexUid: string,
  productIds: readonly string[],
): Promise<SentProducts> {
  const rows = await readRows(db, language, productIds);
  const checksums = new Map(rows.map(({ productId, checksum }) => [productId, checksum]));
  const gone = productIds.filter((id) => !checksums.has(id));
  const index = client.index(indexUid);
  const tasks: EnqueuedTask[] = [];
  if (rows.length > 0) tasks.push(await index.addDocuments(rows.map((row) => composeDocument(language, row))));
  if (gone.length > 0) tasks.push(await index.deleteDocuments(gone));
  return { tasks, checksums };
}
