import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Connection } from "./connection";

/** How far a full reindexing is. It outlives the process: another goes on from here. */
export interface Progress {
  startedAt: string;
  /** Products up to this id are in the new indexes. */
  after: string;
  done: number;
}

const schema = z.object({ startedAt: z.string(), after: z.guid(), done: z.number() });

export const indexesKey = ({ prefix }: Connection): string => `search-reindex ${prefix}`;
/** The listings in Postgres, which a reindexing rebuilds where there is no Meilisearch. */
export const listingKey = "search-rebuild";

export async function readProgress(db: Db, key: string): Promise<Progress | null> {
  const row = await db.shopState.findUnique({ where: { key }, select: { value: true } });
  return row ? schema.parse(JSON.parse(row.value)) : null;
}

export async function writeProgress(db: Db, key: string, progress: Progress): Promise<void> {
  const value = JSON.stringify(progress);
  const updatedAt = new Date();
  await db.shopState.upsert({
    where: { key },
    create: { key, value, updatedAt },
    update: { value, updatedAt },
    select: { key: true },
  });
}

export async function clearProgress(db: Db, key: string): Promise<void> {
  await db.shopState.deleteMany({ where: { key } });
}
