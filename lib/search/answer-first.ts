import type { Db } from "@/lib/db/client";
import { attempts, type Understanding } from "./attempts";
import type { ListRequest, SearchRequest, SearchResult } from "./engine";
import type { Listing } from "./match-sql";

/**
 * Answers a request by the first way to understand its words that lists anything. Rows that only the filters hide count
 * as found: the shopper is told of the filters, not given other words.
 */
export async function answerFirst(
  db: Db,
  request: SearchRequest,
  understanding: Understanding,
  answer: {
    list: (listing: Listing) => Promise<{ listed: boolean; result: SearchResult }>;
    /** When no way lists anything: what the shop has put there nevertheless. */
    pinned: () => Promise<SearchResult>;
  },
): Promise<SearchResult> {
  if (!request.text) return (await answer.list({ request, terms: [], mode: "all" })).result;
  for await (const { listing, remark } of attempts(db, request, understanding)) {
    const { listed, result } = await answer.list(listing);
    if (listed) return { ...result, ...remark };
  }
  return answer.pinned();
}

/** Reads a part of a list, its words understood as above; null when nothing answers them. */
export async function readFirst<T extends { listed: boolean }>(
  db: Db,
  list: ListRequest,
  understanding: Understanding,
  read: (listing: Listing) => Promise<T>,
): Promise<T | null> {
  const request: SearchRequest = { ...list, sort: "relevance", page: 1, pageSize: 1 };
  if (!list.text) return read({ request, terms: [], mode: "all" });
  for await (const { listing } of attempts(db, request, understanding)) {
    const answered = await read(listing);
    if (answered.listed) return answered;
  }
  return null;
}
