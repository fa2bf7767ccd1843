import type { Db } from "@/lib/db/client";
import { bringForward } from "@/lib/jobs/bring-forward";
import { enqueueUnlessAtIt } from "@/lib/jobs/enqueue-unless";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { feedKey } from "../mark-changed";
import { configuredMeilisearch } from "./configured";
import { feedChanges } from "./feed-changes";
import { indexesAreReady } from "./indexes-are-ready";

/**
 * The job: feeds what changed; what is left when its time is up is the next job's. Meilisearch was away until now, maybe, and
 * the job that changes wait for is hours ahead: it is due again, or each change would wait for the clock's. Where an index is
 * missing or empty, because Meilisearch was away when the shop opened or has lost it, all of them are built; where that fails,
 * the job is tried again in its own time, for each feed would use up an attempt.
 */
export async function runFeed(db: Db): Promise<void> {
  const connection = configuredMeilisearch();
  if (!connection) return;
  if (!(await indexesAreReady(db, connection))) await enqueueUnlessAtIt(db, "search.reindex", {}, sliceKey);
  const { left } = await feedChanges(db, connection);
  if (left) await enqueue(db, "search.feed", {}, { key: feedKey });
  else await bringForward(db, "search.feed", feedKey);
}
