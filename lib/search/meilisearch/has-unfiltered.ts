import type { Listing } from "../match-sql";
import { askAll, countOnly, partsOf, requireFilled } from "./ask";
import type { Connection } from "./connection";

/** Whether a list has anything when nothing is filtered; asked only where the filters leave nothing. */
export async function hasUnfiltered(connection: Connection, listing: Listing): Promise<boolean> {
  const { words, filters } = partsOf(listing);
  const [unfiltered, everything] = await askAll(connection, listing, [
    { ...words, filter: filters.base, ...countOnly },
    countOnly,
  ]);
  requireFilled(everything);
  return (unfiltered?.totalHits ?? 0) > 0;
}
