import { systemClock } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { chosenFacets, isNarrowed, type Reach } from "./ask-index";
import { composeResult } from "./compose-result";
import type { Counts } from "./count-facets";
import { countHidden } from "./count-hidden";
import { countPages, pageMax } from "./count-pages";
import type { SearchResult } from "./engine";
import { facetKey } from "./facet-key";
import { monthMark, monthMarks, priceMark, priceMarks, priceStep } from "./marks";
import type { Listing } from "./match-sql";
import { fillPage, placePins } from "./place-pins";
import { enough } from "./pool-sql";
import { readPins } from "./read-pins";
import { type ReadRows, readCounts, readRows, readSorted, readStretch } from "./read-rows";
import { isWalked, type Stretch } from "./select-hits";
import { bestTier, isTiered, readCatalogSize, tierSizes } from "./tiers";
import { walkedMax, walkHits } from "./walk-hits";

/** A page of a list by the Postgres engine, and whether its words and category have anything, filters aside. */
export async function answerListing(db: Db, listing: Listing): Promise<{ listed: boolean; result: SearchResult }> {
  const { pageSize, pins } = listing.request;
  const page = Math.min(listing.request.page, pageMax);
  const first = { offset: (page - 1) * pageSize, limit: pins?.length ? 0 : pageSize, orLast: true };
  const [read, pinned] = await Promise.all([readList(db, listing, first), readPins(db, listing)]);
  const { counts } = read;
  const total = counts.total + pinned.guests;
  const reachable = read.walks ? Math.min(total, walkedMax) : total;
  const pages = countPages(reachable, pageSize);
  // Past the end (products went, filters narrowed) the last page is shown rather than none.
  const shown = Math.min(page, Math.max(1, pages));
  const { places, ...stretch } = placePins(pinned.pins, total - pinned.pins.length, shown, pageSize);
  const without = pinned.pins.map(({ productId }) => productId);
  const isRead = !pins?.length && (shown === page || !read.walks);
  const found = isRead ? read.ids : await read.stretch({ ...stretch, without });
  const listed = { productIds: fillPage(found, places), total, page: shown, pages, atLeast: counts.capped };
  const result = await composeResult(db, listing, listed, counts);
  if (total > 0 || !counts.listed) return { listed: counts.listed, result };
  return { listed: true, result: { ...result, hiddenBy: await countHidden(db, listing) } };
}

interface ReadList {
  counts: Counts;
  ids: string[];
  /** The list is longer than what was read of it, and its order is another than by what sells. */
  walks: boolean;
  /** Another stretch of the same list. */
  stretch: (stretch: Stretch) => Promise<string[]>;
}

async function readList(db: Db, listing: Listing, first: Stretch): Promise<ReadList> {
  const { read, reach } = await readCounted(db, listing, first);
  const walks = read.counts.capped && isWalked(listing.request);
  if (!walks) {
    const stretch = (other: Stretch) => readStretch(db, listing, other, reach);
    return { counts: read.counts, ids: read.ids, walks, stretch };
  }
  const stretch = async (other: Stretch) =>
    (read.best < longFrom ? await readSorted(db, listing, other) : null) ?? walkHits(db, listing, other);
  return {
    counts: read.counts,
    ids: (await readPart(db, listing, first, read)) ?? (await stretch(first)),
    walks,
    stretch,
  };
}

/**
 * Counts a list and reads a stretch of it: with the rows that miss one of the chosen facets or the price, whose other values
 * are counted; when that leaves too few hits of many rows, by the hits alone, which then are counted to the end. Of a large
 * catalog nearly every such list needs both, so both are read at once.
 */
async function readCounted(db: Db, listing: Listing, first: Stretch): Promise<{ read: ReadRows; reach: Reach }> {
  const readHits = () => readRows(db, listing, first, "all");
  if (!isNarrowed(listing.request)) return { read: await readHits(), reach: "all" };
  if (!listing.productIds && (await isTiered(db))) {
    const [hits, near] = await Promise.all([readHits(), readCounts(db, listing, "near")]);
    return { read: withOthers(listing, hits, near), reach: "all" };
  }
  const near = await readRows(db, listing, first, "near");
  if (!near.counts.capped || near.counts.total >= enough) return { read: near, reach: "near" };
  return { read: withOthers(listing, await readHits(), near.counts), reach: "all" };
}

/** Of 10,000 best sellers: what is so common, one in 77, is not sorted whole. */
const longFrom = 130;
/** The counted hits tell only about how many there are: twice as many as a page needs are aimed at. */
const spare = 2;
/** A row that is met along an index and looked at costs as much as so many that the index of words finds, and are sorted. */
const walkedRow = 2;

/**
 * A stretch of a long list in an order that has marks. The hits that were counted are a sample of it: the page ends where as
 * many of them stand as it needs, and a list that is so many times as long has so many up to where the first few stand.
 * Only what stands before is sorted. Null where that is not told, too long, or more than would be met along the order's index.
 */
async function readPart(db: Db, listing: Listing, stretch: Stretch, read: ReadRows): Promise<string[] | null> {
  if (stretch.limit === 0) return [];
  const needed = stretch.offset + stretch.limit;
  const last = read.bounds[needed - 1];
  if (last === undefined) return null;
  const share = read.best / tierSizes[bestTier];
  const perSampled = (share * (await readCatalogSize(db))) / read.counts.total;
  const until = async (bound: number): Promise<string[] | null> => {
    const within = marksUntil(listing.request, bound);
    const sampled = read.bounds.filter((each) => within.includes(markOf(listing.request, each))).length;
    const isShort = sampled * perSampled <= (needed / share) * walkedRow;
    return isShort ? readSorted(db, { ...listing, within }, stretch) : null;
  };
  const few = read.bounds[Math.max(0, Math.ceil((spare * needed) / perSampled) - 1)];
  const early = few === undefined || few === last ? null : await until(few);
  return early?.length === stretch.limit ? early : until(last);
}

const markOf = ({ sort, currency }: Listing["request"], bound: number): string =>
  sort === "newest" ? monthMark(new Date(bound)) : priceMark(currency, priceStep(bound));

function marksUntil({ sort, currency }: Listing["request"], bound: number): string[] {
  if (sort === "price-asc") return priceMarks(currency, { max: bound });
  if (sort === "price-desc") return priceMarks(currency, { min: bound });
  return monthMarks(new Date(bound), systemClock());
}

/** The counts of the hits alone, but also the prices and of the chosen facets the values that none of the hits has. */
function withOthers({ request }: Listing, { counts, ...read }: ReadRows, near: Counts): ReadRows {
  const chosen = new Set(chosenFacets(request).map(([facet]) => facet));
  const countOf = new Map(counts.values.map(({ facet, value, count }) => [facetKey(facet, value), count]));
  const values = [
    ...counts.values.filter(({ facet }) => !chosen.has(facet)),
    ...near.values
      .filter(({ facet }) => chosen.has(facet))
      .map((each) => ({ ...each, count: Math.max(each.count, countOf.get(facetKey(each.facet, each.value)) ?? 0) })),
  ];
  return { ...read, counts: { ...counts, listed: near.listed, values, price: near.price } };
}
