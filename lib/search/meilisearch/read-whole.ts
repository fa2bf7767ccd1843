import { listFilterable } from "../label-facets";
import type { Listing } from "../match-sql";
import { askAll, countOnly, idsOf, partsOf } from "./ask";
import { askStretch } from "./ask-stretch";
import { planCounts } from "./count-list";
import { hasUnfiltered } from "./has-unfiltered";
import type { Engine, ReadList } from "./read-list";
import { countedMax } from "./settings";

/** A list of which Meilisearch counts everything, the page that is asked for with it. */
export async function readWhole({ db, connection }: Engine, listing: Listing): Promise<ReadList> {
  const { page, pageSize, pins } = listing.request;
  const counting = planCounts(listing, await listFilterable(db));
  const { words, sort, without } = partsOf(listing);
  const firstPage = pins?.length ? countOnly : { page, hitsPerPage: pageSize };
  const [first, ...others] = await askAll(connection, listing, [
    { ...words, ...sort, ...without(), ...firstPage, facets: counting.facets },
    ...counting.queries,
  ]);
  if (!first) throw new Error("Meilisearch gave no answer");
  const counts = counting.read(first, others);
  return {
    listed: counts.total > 0 || counts.hiddenBy.length > 0 || (await hasUnfiltered(connection, listing)),
    counts,
    atLeast: counts.total >= countedMax,
    stretch: async (stretch) => {
      const isRead = !pins?.length && stretch.offset === (page - 1) * pageSize && stretch.limit === pageSize;
      return isRead ? idsOf(first) : askStretch(connection, listing, stretch);
    },
  };
}
