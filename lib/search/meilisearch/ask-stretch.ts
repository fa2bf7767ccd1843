import type { Listing } from "../match-sql";
import type { Stretch } from "../select-hits";
import { askAll, idsOf, partsOf } from "./ask";
import type { Connection } from "./connection";
import { among } from "./select-pins";

/** A stretch of a list, whatever its products sell. */
export async function askStretch(
  connection: Connection,
  listing: Listing,
  { offset, limit, without: left = [] }: Stretch,
): Promise<string[]> {
  if (limit === 0) return [];
  const { words, sort, without } = partsOf(listing);
  const filter = [...without().filter, ...(left.length > 0 ? [`NOT ${among(left)}`] : [])];
  const [found] = await askAll(connection, listing, [{ ...words, ...sort, filter, offset, limit }]);
  return idsOf(found);
}
