import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { readShopState, writeShopState } from "@/lib/db/shop-state";
import type { Connection } from "./connection";

/** How far a full reindexing is. It outlives the process: another goes on from here. */
export interface Progress {
  startedAt: string;
  /** Products up to this id are done; where they are taken in the order of sales, up to it among those that sold as many. */
  after: string;
  soldCount?: number;
  done: number;
  /** How documents and settings were made. */
  version?: string;
}

const schema = z.object({
  startedAt: z.string(),
  after: z.guid(),
  soldCount: z.number().optional(),
  done: z.number(),
  version: z.string().optional(),
});

export const indexesKey = ({ prefix }: Connection): string => `search-reindex ${prefix}`;
/** The listings in Postgres, which `npm run reindex` rebuilds first. */
export const listingKey = "search-rebuild";

export async function readProgress(db: Db, key: string): Promise<Progress | null> {
  const value = await readShopState(db, key);
  return value === null ? null : schema.parse(JSON.parse(value));
}

export const writeProgress = (db: Db, key: string, progress: Progress): Promise<void> =>
  writeShopState(db, key, JSON.stringify(progress), new Date());

export async function clearProgress(db: Db, key: string): Promise<void> {
  await db.shopState.deleteMany({ where: { key } });
}
