import { createHash } from "node:crypto";
import { exactAddress, subscriberOf } from "@/lib/auth/client-address";
import type { GuardedStore } from "@/lib/cache/guard-store";
import type { Counted } from "@/lib/cache/store";
import { memoryStore } from "@/lib/cache/store-memory";
import type { Env } from "@/lib/core/env";
import { isOwnNetwork } from "./public-address";

const windowSeconds = 60;
/** A word is typed by several keys, and each may ask: so many of them are one request. */
const keysPerRequest = 2;
/** Where keys are counted, and requests while the shared store is away: each process for itself, but never not at all. */
const local = memoryStore();

export type Taken = { allowed: true } | { allowed: false; retryAfterSeconds: number };

type Limits = Pick<Env, "API_REQUESTS_PER_MINUTE" | "TRUSTED_PROXIES">;

/**
 * Counts a request to the public API against its address. It guards capacity, not secrets: sign-in, coupons and payments
 * are limited in the database (lib/auth/rate-limit.ts).
 */
export async function takeRequest(store: GuardedStore, headers: Headers, limits: Limits): Promise<Taken> {
  const asker = countedAsker(headers, limits);
  if (asker === null) return { allowed: true };
  const key = `api:${createHash("sha256").update(asker).digest("base64url")}`;
  const counted = (await store.count(key, windowSeconds)) ?? (await local.count(key, windowSeconds));
  return within(counted, limits.API_REQUESTS_PER_MINUTE);
}

/** Counts a request for completion likewise, in this process's memory alone: no key costs a question to the store. */
export async function takeKey(headers: Headers, limits: Limits): Promise<Taken> {
  const asker = countedAsker(headers, limits);
  if (asker === null) return { allowed: true };
  return within(await local.count(`key:${asker}`, windowSeconds), keysPerRequest * limits.API_REQUESTS_PER_MINUTE);
}

/**
 * Whom a request counts against: an address, an IPv6 subscriber as its /64. Null: nobody. Where no proxy is named, a
 * socket's address of our own network is the machine's own, or that of a proxy nobody named: all the shop's visitors.
 */
function countedAsker(
  headers: Headers,
  { API_REQUESTS_PER_MINUTE: perMinute, TRUSTED_PROXIES }: Limits,
): string | null {
  const address = exactAddress(headers);
  return perMinute === 0 || (TRUSTED_PROXIES === 0 && isOwnNetwork(address)) ? null : subscriberOf(address);
}

const within = ({ count, resetsInSeconds }: Counted, max: number): Taken =>
  count <= max ? { allowed: true } : { allowed: false, retryAfterSeconds: resetsInSeconds };
