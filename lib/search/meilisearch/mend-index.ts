import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { markChanged } from "../mark-changed";
import { type Connection, indexName } from "./connection";
import { readChecksums, readIds } from "./read-rows";

const pageSize = 1_000;
const documents = z.object({ results: z.array(z.object({ id: z.string(), checksum: z.string() })), total: z.number() });

/**
 * Holds a page of products against an index: what the index does not have, or has of an older row, is marked to be fed.
 * Returns where to go on (null at the end) and how many were marked.
 */
export async function mendPage(
  db: Db,
  connection: Connection,
  language: Language,
  after: string,
): Promise<{ after: string | null; marked: number }> {
  const ids = await readIds(db, after, pageSize);
  if (ids.length === 0) return { after: null, marked: 0 };
  const wanted = await readChecksums(db, language, ids);
  const { results } = await fetchDocuments(connection, language, { ids, limit: ids.length });
  const found = new Map(results.map(({ id, checksum }) => [id, checksum]));
  const wrong = ids.filter((id) => wanted.get(id) !== found.get(id));
  await markChanged(db, wrong);
  return { after: ids.length === pageSize ? (ids.at(-1) ?? null) : null, marked: wrong.length };
}

/**
 * Of a page of an index, what no list knows any more is marked to be taken out. Returns where to go on (null at the end)
 * and how many were marked. The pages go by place and not by id, so a document that changes meanwhile may be passed over;
 * the next night finds it.
 */
export async function findLeftOver(
  db: Db,
  connection: Connection,
  language: Language,
  offset: number,
): Promise<{ offset: number | null; marked: number }> {
  const { results } = await fetchDocuments(connection, language, { offset, limit: pageSize });
  const ids = results.map(({ id }) => id);
  const known = await readChecksums(db, language, ids);
  const over = ids.filter((id) => !known.has(id));
  await markChanged(db, over);
  return { offset: results.length === pageSize ? offset + pageSize : null, marked: over.length };
}

async function fetchDocuments(
  connection: Connection,
  language: Language,
  query: { ids?: string[]; offset?: number; limit: number },
): Promise<z.infer<typeof documents>> {
  const index = connection.client.index(indexName(connection, language));
  return documents.parse(await index.getDocuments({ ...query, fields: ["id", "checksum"] }));
}
