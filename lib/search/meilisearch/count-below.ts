import type { CategoryCount } from "../engine";
import type { Listing } from "../match-sql";
import { askAll, countOnly, partsOf } from "./ask";
import { readCategories } from "./count-list";
import { hasUnfiltered } from "./has-unfiltered";
import { readBest } from "./read-best";
import { type Engine, isBounded } from "./read-list";

/** The counts of `search`'s categories alone. */
export async function countBelow(
  engine: Engine,
  listing: Listing,
): Promise<{ listed: boolean; categories: CategoryCount[] }> {
  if (await isBounded(engine.db, listing)) {
    const { counts, listed } = await readBest(engine, listing);
    return { listed, categories: counts.categories };
  }
  const { words, without } = partsOf(listing);
  const [found] = await askAll(engine.connection, listing, [
    { ...words, ...without(), ...countOnly, facets: ["steps"] },
  ]);
  const categories = found ? readCategories(found, listing.request.categoryId) : [];
  return { listed: (found?.totalHits ?? 0) > 0 || (await hasUnfiltered(engine.connection, listing)), categories };
}
