import { createHash } from "node:crypto";
import { clientAddress, subscriberOf } from "@/lib/auth/client-address";
import type { GuardedStore } from "@/lib/cache/guard-store";
import { memoryStore } from "@/lib/cache/store-memory";
import type { Env } from "@/lib/core/env";

const windowSeconds = 60;
/** Where requests are counted while the shared store is away: each process for itself, but never not at all. */
const local = memoryStore();

export type Taken = { allowed: true } | { allowed: false; retryAfterSeconds: number };

/**
 * Counts a request to the public API against its address. It guards capacity, not secrets: sign-in, coupons and payments
 * are limited in the database (lib/auth/rate-limit.ts). An IPv6 subscriber is its /64. The machine itself may ask at will,
 * where its address is a socket's own and no proxy's word.
 */
export async function takeRequest(
  store: GuardedStore,
  headers: Headers,
  { API_REQUESTS_PER_MINUTE: perMinute, TRUSTED_PROXIES }: Pick<Env, "API_REQUESTS_PER_MINUTE" | "TRUSTED_PROXIES">,
): Promise<Taken> {
  const address = clientAddress(headers);
  if (perMinute === 0 || (TRUSTED_PROXIES === 0 && isLoopback(address))) return { allowed: true };
  const key = `api:${createHash("sha256").update(subscriberOf(address)).digest("base64url")}`;
  const { count, resetsInSeconds } = (await store.count(key, windowSeconds)) ?? (await local.count(key, windowSeconds));
  return count <= perMinute ? { allowed: true } : { allowed: false, retryAfterSeconds: resetsInSeconds };
}

const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address);
