import { createHmac } from "node:crypto";
import { days } from "@/lib/core/clock";

/**
 * Popularity that decays. A search counts half after `halfLifeDays`, a quarter after twice that. Instead of lowering
 * every row as time goes by, a search of today counts for more than one of yesterday: 2^(half-lives from 1970 to it). A
 * row keeps the logarithm of their sum, so one number orders queries at any time, by an index, and a new search is added
 * in one statement, in whatever order they come.
 */
export const halfLifeDays = 14;

/** What one search at this moment adds, as the logarithm of its weight. */
export const scoreOf = (at: Date): number => at.getTime() / days(halfLifeDays);

/** A row's score as searches: how many it would take at this moment to have it. */
export const searchesAt = (score: number, now: Date): number => 2 ** (score - scoreOf(now));

/**
 * One of 64 bits for who asked what. The bits set in a row say how many shoppers asked at least, and nothing about any
 * of them: the hash is keyed, another for each query, and a sixty-fourth of everyone shares a bit.
 */
export function askerBit(secret: string, query: string, asker: string): bigint {
  const bit = (createHmac("sha256", secret).update(`${query}\n${asker}`).digest()[0] ?? 0) & 63;
  return BigInt.asIntN(64, 1n << BigInt(bit));
}
