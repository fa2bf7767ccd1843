import type { Listing } from "../match-sql";
import { readCounts } from "../read-rows";
import { partsOf } from "./ask";
import { askStretch } from "./ask-stretch";
import { type ListCounts, openMax, rankHidden } from "./count-list";
import { findBest } from "./find-best";
import type { Engine, ReadList } from "./read-list";

/**
 * A list of a large catalog: as many hits as are enough, counted by the projection as the Postgres engine counts its own.
 * Meilisearch finds and ranks a few hundred of a million in milliseconds; to count twenty facets over thousands takes it a
 * fifth of a second.
 */
export async function readBest(engine: Engine, listing: Listing): Promise<ReadList> {
  const { request } = listing;
  const open = partsOf(listing).filters.chosen.slice(0, openMax);
  const marks = open.map(({ mark }) => mark);
  const { hits, capped, areFirst, missing, hidden, listed } = await findBest(engine, listing, marks);
  if (!listed) return { listed, counts: none, atLeast: false, stretch: async () => [] };
  const productIds = [...new Set([hits, ...missing.map(({ ids }) => ids)].flat())];
  const counts = await readCounts(engine.db, { request, terms: [], mode: "all", productIds }, "near");
  return {
    listed,
    counts: { ...counts, total: hits.length, hiddenBy: rankHidden(hidden) },
    atLeast: capped,
    async stretch(stretch) {
      const { offset, limit, without = [] } = stretch;
      if (!areFirst && capped) return askStretch(engine.connection, listing, stretch);
      return hits.filter((id) => !without.includes(id)).slice(offset, offset + limit);
    },
  };
}

const none: ListCounts = { total: 0, inStock: 0, categories: [], price: null, hiddenBy: [], values: [] };
