import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { isLanguage, type Language, languageCodes } from "@/lib/i18n/markets";
import { enqueue } from "@/lib/jobs/queue";
import { configuredMeilisearch } from "./meilisearch/configured";
import type { Connection } from "./meilisearch/connection";
import { indexesAreReady } from "./meilisearch/indexes-are-ready";
import { findLeftOver, mendPage } from "./meilisearch/mend-index";
import { mendSettings } from "./meilisearch/mend-settings";
import { firstId } from "./meilisearch/read-rows";
import { mendListing } from "./mend-listing";

const sliceSeconds = 20;
const listing = "listing";

export interface MendPlace {
  /** The listings first, then a language's index after the other. */
  part?: string;
  after?: string;
}

/**
 * The nightly job: first every listing is held against its product, then every index against the listings. What drifted
 * (a restored backup, a lost job, a bug) is mended and counted in the log. A slice a job, so that it neither holds a
 * worker for hours nor begins anew when it is killed.
 */
export async function runMend(db: Db, log: Logger, { part = listing, after = firstId }: MendPlace): Promise<void> {
  const connection = configuredMeilisearch();
  const { next, mended } = isLanguage(part)
    ? await mendIndexes(db, connection, part, after)
    : await mendListings(db, connection, after);
  if (mended > 0) log.warn({ part, mended }, "search had drifted; it is mended");
  if (next) await enqueue(db, "search.mend", next, { key: "slice" });
}

type Slice = Promise<{ next: MendPlace | null; mended: number }>;

async function mendListings(db: Db, connection: Connection | null, after: string): Slice {
  const end = performance.now() + sliceSeconds * 1_000;
  let mended = 0;
  for (let place = after; performance.now() < end; ) {
    const page = await mendListing(db, place);
    mended += page.mended;
    if (page.after === null) return { next: connection ? { part: languageCodes[0] } : null, mended };
    place = page.after;
    after = place;
  }
  return { next: { part: listing, after }, mended };
}

async function mendIndexes(db: Db, connection: Connection | null, language: Language, after: string): Slice {
  if (!connection) return { next: null, mended: 0 };
  if (!(await indexesAreReady(connection))) {
    await enqueue(db, "search.reindex", {}, { key: "slice" });
    return { next: null, mended: 0 };
  }
  if (after === firstId) await mendSettings(connection, language);
  const end = performance.now() + sliceSeconds * 1_000;
  let mended = 0;
  for (let place = after; performance.now() < end; ) {
    const page = await mendPage(db, connection, language, place);
    mended += page.marked;
    if (page.after === null) {
      mended += await findLeftOver(db, connection, language);
      const following = languageCodes[languageCodes.indexOf(language) + 1];
      return { next: following ? { part: following } : null, mended };
    }
    place = page.after;
    after = place;
  }
  return { next: { part: language, after }, mended };
}
