import { MeilisearchApiError } from "meilisearch";
import { keep } from "@/lib/cache/kept";
import type { FilterMark } from "../engine";
import type { Listing } from "../match-sql";
import { enough } from "../pool-sql";
import { isWalked } from "../select-hits";
import { allTiers, readCatalogSize, restTier, tierSizes } from "../tiers";
import { askAll, countOnly, type Found, idsOf, partsOf } from "./ask";
import { type Connection, indexName } from "./connection";
import { hasUnfiltered } from "./has-unfiltered";
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
  /** Where the filters leave nothing: how many products each hides by itself. */
  hidden: { filter: FilterMark; count: number }[];
  /** The words and the category have something, filters aside. */
  listed: boolean;
}

const nothing: Best = { hits: [], capped: false, areFirst: true, missing: [], hidden: [], listed: false };

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
  if (!listed) return nothing;
  let upTo = (await knowsBest(connection, listing)) ? tierFor(total, await readCatalogSize(db)) : restTier;
  let found = await findAmong(connection, listing, open, upTo);
  while (found.hits.length < Math.min(enough, total) && upTo < restTier)
    found = await findAmong(connection, listing, open, ++upTo);
  const hidden = total === 0 ? await countHidden(connection, listing, open) : [];
  return { ...found, capped: total > found.hits.length, hidden, listed };
}

/** Up to which tier best sellers can be expected to have enough of so many. */
function tierFor(total: number, size: number): number {
  // There may be any number more.
  if (total >= countedMax) return firstTier;
  const isEnough = (most: number) => total * Math.min(1, most / size) >= spare * enough;
  const first = tierSizes.findIndex((most, tier) => tier >= firstTier && isEnough(most));
  return first < 0 ? restTier : first;
}

const known = keep<boolean>();
/** So many of the very best sellers have to be known by their tier; the others are told in the same order, which is none. */
const knownFrom = tierSizes[0] * 0.95;

/**
 * Whether an index has heard of the best sellers, as of a minute ago at most. A catalog that has just become large, and an
 * index from before there were tiers, are told of them product by product.
 */
async function knowsBest(connection: Connection, { request }: Listing): Promise<boolean> {
  const name = indexName(connection, request.language);
  const read = async () => {
    const asked = askAll(connection, { request }, [{ filter: "tier = 0", ...countOnly }]);
    const [best] = await asked.catch(nothingWithoutTiers);
    return new Map([[name, (best?.totalHits ?? 0) >= knownFrom]]);
  };
  return (await known([name], read)).get(name) ?? false;
}

/** An index from before there were tiers refuses to filter by them. */
function nothingWithoutTiers(error: unknown): Found[] {
  if (error instanceof MeilisearchApiError && error.cause?.code === "invalid_search_filter") return [];
  throw error;
}

async function countAll(connection: Connection, listing: Listing): Promise<{ total: number; listed: boolean }> {
  const { words, without } = partsOf(listing);
  const [own] = await askAll(connection, listing, [{ ...words, ...without(), ...countOnly }]);
  const total = own?.totalHits ?? 0;
  return { total, listed: total > 0 || (await hasUnfiltered(connection, listing)) };
}

async function countHidden(
  connection: Connection,
  listing: Listing,
  open: readonly FilterMark[],
): Promise<Best["hidden"]> {
  const { words, without } = partsOf(listing);
  const counts = await askAll(
    connection,
    listing,
    open.map((mark) => ({ ...words, ...without(mark), ...countOnly })),
  );
  return open.map((filter, index) => ({ filter, count: counts[index]?.totalHits ?? 0 }));
}

async function findAmong(
  connection: Connection,
  listing: Listing,
  open: readonly FilterMark[],
  upTo: number,
): Promise<Pick<Best, "hits" | "areFirst" | "missing">> {
  const { words, filters, sort, without } = partsOf(listing);
  const areFirst = upTo === restTier || !isWalked(listing.request);
  const tiers = upTo === restTier ? [] : [`tier IN [${allTiers.slice(0, upTo + 1).join(", ")}]`];
  const opened = filters.chosen.filter(({ mark }) => open.includes(mark));
  // A request is worked off question by question, and these are the two that take longest.
  const [[own], others] = await Promise.all([
    askAll(connection, listing, [
      { ...words, ...(areFirst ? sort : {}), filter: [...without().filter, ...tiers], limit: enough },
    ]),
    opened.length === 0
      ? []
      : askAll(
          connection,
          listing,
          opened.map(({ mark, filter }) => ({
            ...words,
            filter: [...without(mark).filter, `NOT (${filter})`, ...tiers],
            limit: Math.ceil(enough / opened.length),
          })),
        ),
  ]);
  const missing = opened.map(({ mark }, index) => ({ mark, ids: idsOf(others[index]) }));
  return { hits: idsOf(own), areFirst, missing };
}
