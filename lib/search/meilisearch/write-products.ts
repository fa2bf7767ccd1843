import type { EnqueuedTask } from "meilisearch";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import type { Connection } from "./connection";
import { composeDocument } from "./document";
import { type ListedRow, readRows } from "./read-rows";

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
  for (const part of partsOf(rows))
    tasks.push(await index.addDocuments(part.map((row) => composeDocument(language, row))));
  if (gone.length > 0) tasks.push(await index.deleteDocuments(gone));
  return { tasks, checksums };
}

/**
 * Characters of what documents are made of that are sent at once. Meilisearch takes 100 MB, and would refuse a batch of long
 * Japanese texts, spelled in four letters a character, for ever.
 */
const sentMax = 8_000_000;

function* partsOf(rows: readonly ListedRow[]): Generator<ListedRow[]> {
  let part: ListedRow[] = [];
  let length = 0;
  for (const row of rows) {
    if (part.length > 0 && length + row.document.length > sentMax) {
      yield part;
      [part, length] = [[], 0];
    }
    part.push(row);
    length += row.document.length;
  }
  if (part.length > 0) yield part;
}
