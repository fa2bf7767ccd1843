import { createHash } from "node:crypto";
import { env } from "@/lib/core/env";
import { type GuardedStore, guardStore } from "./guard-store";
import type { CacheStore } from "./store";
import { memoryStore } from "./store-memory";
import { redisStore } from "./store-redis";
import { upstashStore } from "./store-upstash";

const shared = globalThis as { cartwrightStore?: GuardedStore };

/** The process's one store, connected on first use. */
export function cacheStore(): GuardedStore {
  shared.cartwrightStore ??= guardStore(chosen());
  return shared.cartwrightStore;
}

function chosen(): CacheStore {
  const { REDIS_URL, UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, APP_URL } = env();
  // Two shops on one Redis, production and its rehearsal, never meet.
  const prefix = `cartwright:${createHash("sha256").update(APP_URL).digest("base64url").slice(0, 10)}:`;
  return REDIS_URL
    ? redisStore(REDIS_URL, prefix)
    : url && token
      ? upstashStore({ url, token }, prefix)
      : memoryStore();
}
