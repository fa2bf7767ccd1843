import type { Db } from "@/lib/db/client";
import { answerFirst, readFirst } from "./answer-first";
import { answerListing as answerBegun } from "./answer-listing";
import type { Understanding } from "./attempts";
import { countCategories } from "./count-categories";
import { countValues as countBegunValues } from "./count-values";
import type { SearchEngine } from "./engine";
import { listFacetValues as listBegunValues } from "./list-facet-values";
import type { Listing } from "./match-sql";
import { mayHave } from "./may-have";
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
 * What the projection answers: a word that may be unfinished, anywhere or beside others. Meilisearch takes a word that is not in
 * quotes for two as well, and of those it looks for no more than one text with both: 66 found whatever has a 6, and "Hoshi office" a
 * pen. By itself it is held to what products are called, with a filter by beginnings (`write-query.ts`).
 */
const isBegun = ({ prefixes = false, mode, terms }: Listing): boolean =>
  prefixes && (mode === "all" || terms.length > 1);

/**
 * The engine for catalogs of any size: lists, facets and words on Meilisearch. It answers with ids; cards are read from
 * the projection, so a price or a stock that has just changed is shown as it is.
 */
export function meilisearchEngine(db: Db, connection: Connection): SearchEngine {
  const understanding: Understanding = {
    compoundsIndexed: true,
    mayHave: async (listing) => !isBegun(listing) || mayHave(db, listing),
  };
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
        answerFirst(db, request, understanding, {
          list: (listing) => (isBegun(listing) ? answerBegun(db, listing) : answerListing(engine, listing)),
          pinned: () => answerPins(engine, request),
        }),
      ),
    suggest: (request) => within((engine) => suggestTitles(engine, request)),
    facetValues: (request) =>
      within((engine) =>
        searchFacetValues(db, understanding, request, {
          read: (listing) =>
            isBegun(listing)
              ? listBegunValues(db, listing, request.facet)
              : listFacetValues(engine, listing, request.facet),
          count: (listing, values) =>
            isBegun(listing)
              ? countBegunValues(db, listing, request.facet, values)
              : countValues(engine.connection, listing, request.facet, values),
        }),
      ),
    categoryCounts: (list) =>
      within(async (engine) => {
        const read = (listing: Listing) =>
          isBegun(listing) ? countCategories(db, listing) : countBelow(engine, listing);
        return (await readFirst(db, list, understanding, read))?.categories ?? [];
      }),
  };
}
