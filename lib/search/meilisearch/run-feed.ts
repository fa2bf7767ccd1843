import type { Db } from "@/lib/db/client";
import { bringForward } from "@/lib/jobs/bring-forward";
import { enqueueUnlessAtIt } from "@/lib/jobs/enqueue-unless";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { feedKey } from "../mark-changed";
import { configuredMeilisearch } from "./configured";
import type { Connection } from "./connection";
import { feedChanges } from "./feed-changes";
import { findIndexes } from "./find-indexes";

/**
 * The job: feeds what changed; what is left when its time is up is the next job's. Meilisearch was away until now, maybe, and
 * the job that changes wait for is hours ahead: it is due again, or each change would wait for the clock's. Where an index is
 * missing, because Meilisearch was away when the shop opened or has lost it, all of them are built.
 */
export async function runFeed(db: Db): Promise<void> {
  const connection = configuredMeilisearch();
  if (!connection) return;
  if (await isIndexMissing(db, connection)) {
    await enqueueUnlessAtIt(db, "search.reindex", {}, sliceKey);
    await bringForward(db, "search.reindex", sliceKey);
  }
  const { left } = await feedChanges(db, connection);
  if (left) await enqueue(db, "search.feed", {}, { key: feedKey });
  else await bringForward(db, "search.feed", feedKey);
}

async function isIndexMissing(db: Db, connection: Connection): Promise<boolean> {
  const found = await findIndexes(db, connection);
  return connection.languages.some((language) => !found.some((index) => index.live && index.language === language));
}
