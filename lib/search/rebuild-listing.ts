import { systemClock } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { firstId } from "./meilisearch/read-rows";
import { clearProgress, listingKey, type Progress, readProgress, writeProgress } from "./meilisearch/reindex-progress";
import { mendListing } from "./mend-listing";
import { refreshVocabulary } from "./refresh-vocabulary";
import { refreshTiers } from "./tiers";

export interface RebuildOptions {
  /** Stops after about this long, at a place from which the next call goes on. */
  secondsMax?: number;
  onProgress?: (progress: Progress) => void;
}

/**
 * Holds every listing against its product and writes anew what is not as it should be, then counts the words and sorts the
 * tiers anew: all that the Postgres engine reads. The shop sells meanwhile. Killed, it goes on where it was. True when it
 * is done.
 */
export async function rebuildListing(
  db: Db,
  { secondsMax = Number.POSITIVE_INFINITY, onProgress }: RebuildOptions = {},
): Promise<boolean> {
  const end = performance.now() + secondsMax * 1_000;
  let progress = (await readProgress(db, listingKey)) ?? {
    startedAt: systemClock().toISOString(),
    after: firstId,
    done: 0,
  };
  for (;;) {
    const page = await mendListing(db, progress.after);
    progress = { ...progress, after: page.after ?? progress.after, done: progress.done + page.seen };
    onProgress?.(progress);
    if (page.after === null) break;
    await writeProgress(db, listingKey, progress);
    if (performance.now() >= end) return false;
  }
  await refreshVocabulary(db);
  await refreshTiers(db);
  await clearProgress(db, listingKey);
  return true;
}
