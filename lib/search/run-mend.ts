import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { isLanguage, type Language } from "@/lib/i18n/markets";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { configuredMeilisearch } from "./meilisearch/configured";
import type { Connection } from "./meilisearch/connection";
import { indexesAreReady } from "./meilisearch/indexes-are-ready";
import { findLeftOver, mendPage } from "./meilisearch/mend-index";
import { mendSettings } from "./meilisearch/mend-settings";
import { firstId } from "./meilisearch/read-rows";
import { type Mended, mendListing } from "./mend-listing";

const sliceSeconds = 20;
const listing = "listing";

export interface MendPlace {
  /** The listings first, then a language's index after the other. */
  part?: string;
  after?: string;
  /** Of an index whose products were all seen: up to which place it was looked through for what no list knows. */
  leftOver?: number;
}

/**
 * The nightly job: first the indexes are set as the code says, then every listing is held against its product, then every index
 * against the listings. What drifted (a restored backup, a lost job, a bug) is mended and counted in the log. A slice a job, so
 * that it neither holds a worker for hours nor begins anew when it is killed.
 */
export async function runMend(
  db: Db,
  log: Logger,
  { part = listing, ...place }: MendPlace,
  { secondsMax = sliceSeconds } = {},
): Promise<void> {
  const connection = configuredMeilisearch();
  if (part === listing && place.after === undefined) await mendSettings(connection, log);
  const end = performance.now() + secondsMax * 1_000;
  const { next, mended } = isLanguage(part)
    ? await mendIndex(db, connection, part, place, end)
    : await mendListings(db, connection, place, end);
  if (mended > 0) log.warn({ part, mended }, "search had drifted; it is mended");
  if (next) await enqueue(db, "search.mend", next, { key: sliceKey });
}

type Slice = Promise<{ next: MendPlace | null; mended: number }>;
type Place = Omit<MendPlace, "part">;

async function mendListings(db: Db, connection: Connection | null, { after = firstId }: Place, end: number): Slice {
  let mended = 0;
  let place: string | null = after;
  do {
    const page: Mended = await mendListing(db, place);
    mended += page.mended;
    place = page.after;
  } while (place !== null && performance.now() < end);
  if (place !== null) return { next: { part: listing, after: place }, mended };
  return { next: connection ? { part: connection.languages[0] } : null, mended };
}

async function mendIndex(db: Db, connection: Connection | null, language: Language, from: Place, end: number): Slice {
  if (!connection) return { next: null, mended: 0 };
  if (!(await indexesAreReady(db, connection))) {
    await enqueue(db, "search.reindex", {}, { key: sliceKey });
    return { next: null, mended: 0 };
  }
  let mended = 0;
  let place: Place | null = from;
  do {
    const step: Step = await mendStep(db, connection, language, place);
    mended += step.marked;
    place = step.next;
  } while (place && performance.now() < end);
  if (place) return { next: { part: language, ...place }, mended };
  const following = connection.languages[connection.languages.indexOf(language) + 1];
  return { next: following ? { part: following } : null, mended };
}

interface Step {
  next: Place | null;
  marked: number;
}

/** A page of products is held against the index; past the last of them, a page of the index against the products. */
async function mendStep(
  db: Db,
  connection: Connection,
  language: Language,
  { after = firstId, leftOver }: Place,
): Promise<Step> {
  if (leftOver === undefined) {
    const page = await mendPage(db, connection, language, after);
    return { next: page.after === null ? { leftOver: 0 } : { after: page.after }, marked: page.marked };
  }
  const page = await findLeftOver(db, connection, language, leftOver);
  return { next: page.offset === null ? null : { leftOver: page.offset }, marked: page.marked };
}
