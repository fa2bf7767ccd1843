import type { Db } from "@/lib/db/client";
import { answerFirst, readFirst } from "./answer-first";
import type { SearchEngine } from "./engine";
import type { Listing } from "./match-sql";
import { answerListing, answerPins } from "./meilisearch/answer-listing";
import type { Connection } from "./meilisearch/connection";
import { countBelow } from "./meilisearch/count-below";
import { countValues } from "./meilisearch/count-values";
import { listFacetValues } from "./meilisearch/list-facet-values";
import type { Engine } from "./meilisearch/read-list";
import { createStopwatch } from "./meilisearch/stopwatch";
import { suggestTitles } from "./meilisearch/suggest-titles";
import { searchFacetValues } from "./search-facet-values";
import { DeadlineError, withDeadline } from "./with-deadline";

/** A search took longer than it may, and Meilisearch is not what it waited for. */
class SlowElsewhereError extends Error {}

/** A search that Meilisearch had less of its time for is late for other reasons: well, it needs a tenth. */
const shareMin = 1 / 3;

/**
 * The engine for catalogs of any size: lists, facets and words on Meilisearch. It answers with ids; cards are read from
 * the projection, so a price or a stock that has just changed is shown as it is.
 */
export function meilisearchEngine(db: Db, connection: Connection): SearchEngine {
  const compounds = { compoundsIndexed: true };
  const within = async <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    const { answerMs } = connection;
    if (answerMs === undefined) return work({ db, connection });
    const stopwatch = createStopwatch();
    try {
      return await withDeadline(answerMs, (signal) => work({ db, connection: { ...connection, signal, stopwatch } }));
    } catch (error) {
      const isElsewhere = error instanceof DeadlineError && stopwatch.elapsedMs() < answerMs * shareMin;
      throw isElsewhere ? new SlowElsewhereError(error.message, { cause: error }) : error;
    }
  };
  return {
    search: (request) =>
      within((engine) =>
        answerFirst(db, request, compounds, {
          list: (listing) => answerListing(engine, listing),
          pinned: () => answerPins(engine, request),
        }),
      ),
    suggest: (request) => within((engine) => suggestTitles(engine, request)),
    facetValues: (request) =>
      within((engine) =>
        searchFacetValues(db, compounds, request, {
          read: (listing) => listFacetValues(engine, listing, request.facet),
          count: (listing, values) => countValues(engine.connection, listing, request.facet, values),
        }),
      ),
    categoryCounts: (list) =>
      within(async (engine) => {
        const read = (listing: Listing) => countBelow(engine, listing);
        return (await readFirst(db, list, compounds, read))?.categories ?? [];
      }),
  };
}
