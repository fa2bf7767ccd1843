import type { FilterMark } from "../engine";
import type { Listing } from "../match-sql";
import { enough } from "../pool-sql";
import { isWalked } from "../select-hits";
import { allTiers, readCatalogSize, restTier, tierSizes } from "../tiers";
import { askAll, countOnly, idsOf, partsOf, requireFilled } from "./ask";
import type { Connection } from "./connection";
import type { Engine } from "./read-list";
import { countedMax } from "./settings";

/** Fewer best sellers are not worth a question of their own. */
const firstTier = 2;
/** So many times as many as are enough are to be expected among best sellers, or more of them are asked. */
const spare = 2;

export interface Best {
  hits: string[];
  /** There are more. */
  capped: boolean;
  /** They are the first of all; else best sellers, in an order that what sells says nothing about. */
  areFirst: boolean;
  /** What misses one filter only, which tells of its other values. */
  missing: { mark: FilterMark; ids: string[] }[];
  /** The words and the category have something, filters aside. */
  listed: boolean;
}

/**
 * As many products of a list as are enough, of the best sellers if those have them, of all if not: so what a list costs does
 * not follow the catalog's size. It is counted first, which is nearly free. For each of the filters in `open` some that
 * miss it, as many in all.
 */
export async function findBest(
  { db, connection }: Engine,
  listing: Listing,
  open: readonly FilterMark[],
): Promise<Best> {
  const { total, listed } = await countAll(connection, listing);
  if (!listed) return { hits: [], capped: false, areFirst: true, missing: [], listed };
  let upTo = total < countedMax ? tierFor(total, await readCatalogSize(db)) : firstTier;
  let found = await findAmong(connection, listing, open, upTo);
  while (!found.capped && upTo < restTier) found = await findAmong(connection, listing, open, ++upTo);
  return { ...found, listed };
}

/** Up to which tier best sellers can be expected to have enough of so many. */
function tierFor(total: number, size: number): number {
  const isEnough = (most: number) => total * Math.min(1, most / size) >= spare * enough;
  const first = tierSizes.findIndex((most, tier) => tier >= firstTier && isEnough(most));
  return first < 0 ? restTier : first;
}

async function countAll(connection: Connection, listing: Listing): Promise<{ total: number; listed: boolean }> {
  const { words, filters, without } = partsOf(listing);
  const [own, unfiltered, everything] = await askAll(connection, listing, [
    { ...words, ...without(), ...countOnly },
    { ...words, filter: filters.base, ...countOnly },
    countOnly,
  ]);
  requireFilled(everything);
  return { total: own?.totalHits ?? 0, listed: (unfiltered?.totalHits ?? 0) > 0 };
}

async function findAmong(
  connection: Connection,
  listing: Listing,
  open: readonly FilterMark[],
  upTo: number,
): Promise<Omit<Best, "listed">> {
  const { words, filters, sort, without } = partsOf(listing);
  const areFirst = upTo === restTier || !isWalked(listing.request);
  const tiers = upTo === restTier ? [] : [`tier IN [${allTiers.slice(0, upTo + 1).join(", ")}]`];
  const opened = filters.chosen.filter(({ mark }) => open.includes(mark));
  const [own, ...others] = await askAll(connection, listing, [
    { ...words, ...(areFirst ? sort : {}), filter: [...without().filter, ...tiers], limit: enough },
    ...opened.map(({ mark, filter }) => ({
      ...words,
      filter: [...without(mark).filter, `NOT (${filter})`, ...tiers],
      limit: Math.ceil(enough / opened.length),
    })),
  ]);
  const hits = idsOf(own);
  return {
    hits,
    capped: hits.length >= enough,
    areFirst,
    missing: opened.map(({ mark }, index) => ({ mark, ids: idsOf(others[index]) })),
  };
}
