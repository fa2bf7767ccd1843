import { MeilisearchApiError, MeilisearchError, type MultiSearchQuery } from "meilisearch";
import { z } from "zod";
import type { FilterMark } from "../engine";
import type { Listing } from "../match-sql";
import { type Connection, indexName } from "./connection";
import {
  filtersWithout,
  sortWithoutIds,
  type WrittenFilters,
  writeFilters,
  writeSort,
  writeWords,
} from "./write-query";

const found = z.object({
  hits: z.array(z.object({ id: z.guid() })),
  totalHits: z.number().optional(),
  facetDistribution: z.record(z.string(), z.record(z.string(), z.number())).default({}),
  facetStats: z.record(z.string(), z.object({ min: z.number(), max: z.number() })).default({}),
});
const answers = z.object({ results: z.array(found) });

/** Meilisearch replied, and it is no answer. */
export class NoAnswerError extends Error {}

/** An index that has nothing at all was never filled. */
class IndexEmptyError extends NoAnswerError {}

export type Found = z.infer<typeof found>;

/** A query of one list: the words are the list's own unless it has others. */
export type Query = Omit<MultiSearchQuery, "indexUid">;

/** Asks several things of one index in one request. */
export async function askAll(
  connection: Connection,
  { request }: Pick<Listing, "request">,
  queries: readonly Query[],
): Promise<Found[]> {
  const indexUid = indexName(connection, request.language);
  const asked = queries.map((query) => ({ attributesToRetrieve: ["id"], ...query, indexUid }));
  // Not handed to the client, which with a signal forgets its own time limit.
  connection.signal?.throwIfAborted();
  const reply = sendAll(connection, asked).catch((cause: unknown) => {
    const error = ownErrorOf(cause);
    if (connection.signal?.aborted) connection.failedLate?.(error);
    throw error;
  });
  const read = answers.safeParse(await (connection.stopwatch?.time(reply) ?? reply));
  if (!read.success || !isWhole(read.data.results, queries))
    throw new NoAnswerError("Meilisearch replied something else", { cause: read.error });
  connection.heard?.();
  return read.data.results;
}

/** An index from before ids told apart what is alike refuses to sort by them until its settings are mended: it is asked without. */
async function sendAll({ client }: Connection, queries: MultiSearchQuery[]): Promise<unknown> {
  try {
    return await client.multiSearch({ queries });
  } catch (error) {
    if (!(error instanceof MeilisearchApiError) || error.cause?.code !== "invalid_search_sort") throw error;
    const plain = queries.map(({ sort, ...rest }) => (sort ? { ...rest, sort: sortWithoutIds(sort) } : rest));
    return client.multiSearch({ queries: plain });
  }
}

/** Each question has its answer, with a count where one was asked for: what is left out would look like nothing found. */
const isWhole = (found: readonly Found[], queries: readonly Query[]): boolean =>
  found.length === queries.length &&
  queries.every(({ hitsPerPage }, index) => hitsPerPage === undefined || found[index]?.totalHits !== undefined);

/** A gateway replies with a page of its own, which the client takes for JSON whatever its status, and fails to read. */
function ownErrorOf(cause: unknown): Error {
  if (cause instanceof MeilisearchError) return cause;
  return new NoAnswerError("Meilisearch replied nothing that can be read", { cause });
}

/** Counts without hits; the total is exact. */
export const countOnly = { page: 1, hitsPerPage: 0 };

/** What to ask beside where nothing may be found: everything there is. */
export function requireFilled(everything: Found | undefined): void {
  if (everything?.totalHits === 0) throw new IndexEmptyError("The index has no documents");
}

export const idsOf = (answer: Found | undefined): string[] => answer?.hits.map(({ id }) => id) ?? [];

/** The parts of a listing that each of its queries is put together from. */
export function partsOf(listing: Listing): {
  words: Query;
  filters: WrittenFilters;
  sort: { sort?: string[] };
  without: (mark?: FilterMark) => { filter: string[] };
} {
  const filters = writeFilters(listing);
  const sort = writeSort(listing);
  return {
    words: writeWords(listing),
    filters,
    sort: sort.length > 0 ? { sort } : {},
    without: (mark) => ({ filter: filtersWithout(filters, mark) }),
  };
}
