import type { Db } from "@/lib/db/client";
import { bringForward } from "@/lib/jobs/bring-forward";
import { enqueue } from "@/lib/jobs/queue";
import { feedKey } from "../mark-changed";
import { configuredMeilisearch } from "./configured";
import { feedChanges } from "./feed-changes";

/**
 * The job: feeds what changed; what is left when its time is up is the next job's. Meilisearch was away until now, maybe, and
 * the job that changes wait for is hours ahead: it is due again, or each change would wait for the clock's.
 */
export async function runFeed(db: Db): Promise<void> {
  const connection = configuredMeilisearch();
  if (!connection) return;
  const { left } = await feedChanges(db, connection);
  if (left) await enqueue(db, "search.feed", {}, { key: feedKey });
  else await bringForward(db, "search.feed", feedKey);
}
